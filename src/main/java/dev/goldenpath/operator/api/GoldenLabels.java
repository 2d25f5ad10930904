package dev.goldenpath.operator.api;

/** Every label and annotation key that the operator writes or reads. */
public final class GoldenLabels {
  private GoldenLabels() {}

  /** The name under which the operator applies fields and by which it knows its objects. */
  public static final String OPERATOR = "golden-service-operator";

  /** Label on every object: {@link #OPERATOR}. The informers select by it. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Label on every object: the GoldenService that it belongs to. */
  public static final String SERVICE = "goldenpath.dev/service";

  /** Label on every object: the component that it belongs to. */
  public static final String COMPONENT = "goldenpath.dev/component";

  /** Label on the namespace: the owning team. */
  public static final String TEAM = "goldenpath.dev/team";

  /** Label on the namespace: the tier. */
  public static final String TIER = "goldenpath.dev/tier";

  /** Annotation on the namespace: the uid of the GoldenService that owns it. */
  public static final String SERVICE_UID = "goldenpath.dev/service-uid";

  /**
   * Annotation on a namespace whose GoldenService was deleted with Retain: {@code true}. The same
   * team can take it back by applying the same name.
   */
  public static final String RELEASED = "goldenpath.dev/released";

  /** Annotation on a GoldenService: why it takes over a namespace that it did not build. */
  public static final String ADOPT = "goldenpath.dev/adopt";

  /** Label that the owner of a foreign namespace sets to offer it: the name of the service. */
  public static final String ADOPTABLE = "goldenpath.dev/adoptable";

  /** Annotations on a GoldenService: the value of one parameter, by {@code component.parameter}. */
  public static final String OVERRIDE = "override.goldenpath.dev/";

  private static final String DOMAIN = "goldenpath.dev/";

  /** Whether an annotation of a GoldenService may mean something to the operator. */
  public static boolean isOurs(String key) {
    return key.startsWith(DOMAIN) || key.contains("." + DOMAIN);
  }
}
