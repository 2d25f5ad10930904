package dev.goldenpath.operator.api;

/** Every annotation that the operator writes or reads. */
public final class Annotations {
  private Annotations() {}

  /** Annotation on the namespace: the uid of the GoldenService that owns it. */
  public static final String SERVICE_UID = "goldenpath.dev/service-uid";

  /**
   * Annotation on a namespace whose GoldenService was deleted with Retain: {@code true}. The same
   * team can take it back by applying the same name.
   */
  public static final String RELEASED = "goldenpath.dev/released";

  /**
   * Annotation on the namespace: what the operator has done about the service's hatches, and their
   * last valid form. JSON, only for the operator.
   */
  public static final String HATCHES = "goldenpath.dev/hatches";

  /** Annotation on a GoldenService: why it takes over a namespace that it did not create. */
  public static final String ADOPT = "goldenpath.dev/adopt";

  /** Annotation on a GoldenService: its own name, which confirms a deletion with Delete. */
  public static final String CONFIRM_DELETION = "goldenpath.dev/confirm-deletion";

  /** Annotations on a GoldenService: the value of one parameter, by {@code component.parameter}. */
  public static final String OVERRIDE = "override.goldenpath.dev/";

  /** Annotations on a GoldenService: a JSON merge patch of the objects of a component. */
  public static final String PATCH = "patch.goldenpath.dev/";

  /** Annotations on a GoldenService: why its owner manages a component from now on. */
  public static final String EJECT = "eject.goldenpath.dev/";

  /** Annotation on a GoldenService: why nothing may be written for it. */
  public static final String PAUSED = "goldenpath.dev/paused";

  /** Annotation on a GoldenService: the revision of the golden path that it stays on. */
  public static final String PIN = "goldenpath.dev/pin";

  /**
   * Annotations on a GoldenService: the last day of a hatch, by component, parameter, paused or
   * pin.
   */
  public static final String UNTIL = "goldenpath.dev/until.";

  /** Annotations on a GoldenService: why a hatch whose value cannot hold a reason is open. */
  public static final String REASON = "goldenpath.dev/reason.";

  /** Annotation on an object of a service: why its owner manages this one from now on. */
  public static final String UNMANAGED = "goldenpath.dev/unmanaged";

  /** Annotation on a GoldenPath: the version that skips waves and soaks, but no gate. */
  public static final String EXPEDITE = "goldenpath.dev/expedite";

  /** Annotation on a GoldenPath: any new text has the services that failed tried again. */
  public static final String RETRY = "goldenpath.dev/retry";

  /**
   * Annotation on a Deployment of the operator: how many pods must serve, so that its readiness is
   * decided from the Deployment alone.
   */
  public static final String MIN_REPLICAS = "goldenpath.dev/min-replicas";

  private static final String DOMAIN = "goldenpath.dev/";

  /** Whether a label or an annotation is in the domain of the operator. */
  public static boolean isOurs(String key) {
    return key.startsWith(DOMAIN) || key.contains("." + DOMAIN);
  }
}
