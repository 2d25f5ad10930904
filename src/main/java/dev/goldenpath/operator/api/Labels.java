package dev.goldenpath.operator.api;

/** Every label that the operator writes or reads. */
public final class Labels {
  private Labels() {}

  /** Label on every object: {@link FieldManager#NAME}. The informers select by it. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Label on every object: the GoldenService that it belongs to. */
  public static final String SERVICE = "goldenpath.dev/service";

  /** Label on every object: the component that it belongs to. */
  public static final String COMPONENT = "goldenpath.dev/component";

  /** Label on the namespace: the owning team. */
  public static final String TEAM = "goldenpath.dev/team";

  /** Label on the namespace: the tier. */
  public static final String TIER = "goldenpath.dev/tier";

  /** Label that the owner of a foreign namespace sets to offer it: the name of the service. */
  public static final String ADOPTABLE = "goldenpath.dev/adoptable";

  /** Whether a label or an annotation only says whose an object is: nobody asks for it. */
  public static boolean isMark(String key) {
    return key.equals(MANAGED_BY) || Annotations.isOurs(key);
  }
}
