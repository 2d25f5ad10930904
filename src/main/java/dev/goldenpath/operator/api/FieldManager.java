package dev.goldenpath.operator.api;

/** The name under which the operator applies fields (server-side apply). */
public final class FieldManager {
  private FieldManager() {}

  /** The name; also the value of the label {@link Labels#MANAGED_BY}. */
  public static final String NAME = "golden-service-operator";

  /**
   * The name under which it scales a Deployment that it has just made; whoever scales it next owns
   * it.
   */
  public static final String INITIAL = "golden-service-operator-initial";
}
