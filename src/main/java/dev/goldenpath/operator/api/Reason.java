package dev.goldenpath.operator.api;

/**
 * Every reason that a condition can carry. Beside these, the reason of Ready, Reconciling and
 * Stalled may be the name of the component that decides, followed by {@code Progressing} or {@code
 * Blocked}, for example {@code PostgresProgressing}.
 */
public final class Reason {
  private Reason() {}

  /** Ready: every component is. */
  public static final String ALL_COMPONENTS_READY = "AllComponentsReady";

  /** The name is reserved for the platform. */
  public static final String NAME_RESERVED = "NameReserved";

  /** A field has a value that the operator cannot use. */
  public static final String INVALID_SPEC = "InvalidSpec";

  /** The namespace exists and belongs to somebody else. */
  public static final String NAMESPACE_NOT_OWNED = "NamespaceNotOwned";

  /** HatchesAccepted: there are no hatches. */
  public static final String NO_HATCHES = "NoHatches";

  /** HatchesAccepted: every hatch is in effect. */
  public static final String ACCEPTED = "Accepted";

  /** HatchesAccepted: the message lists each invalid hatch, and what would be valid. */
  public static final String REJECTED = "Rejected";

  /** The GoldenService is being deleted. */
  public static final String TERMINATING = "Terminating";

  /** The operator itself failed; it will retry. */
  public static final String INTERNAL_ERROR = "InternalError";

  /** Component: its objects match the desired state. */
  public static final String APPLIED = "Applied";

  /** Component: its owner manages it; its objects exist. */
  public static final String EJECTED = "Ejected";

  /** Component: its owner manages it; an object that the path would have is missing. */
  public static final String EJECTED_AND_MISSING = "EjectedAndMissing";

  /**
   * Component: the operator manages it again from the next reconciliation on; the message lists the
   * changes.
   */
  public static final String TAKING_BACK = "TakingBack";

  /**
   * Component: an object is missing, and nothing is written while the service is paused. Paused: so
   * it is. PathHeld: for that it is not moved.
   */
  public static final String PAUSED = "Paused";

  /** HatchesOverdue: the last day that the owner wanted them open has passed. */
  public static final String PAST_UNTIL = "PastUntil";

  /** Component: nothing to build, since nobody asked for it or by a parameter. */
  public static final String NOT_REQUESTED = "NotRequested";

  /** Component: the platform does not offer it. */
  public static final String SWITCHED_OFF = "SwitchedOff";

  /** Component: the API of its objects is not installed in the cluster. */
  public static final String API_NOT_INSTALLED = "ApiNotInstalled";

  /** Component: the operator may not read the API of its objects. */
  public static final String API_FORBIDDEN = "ApiForbidden";

  /** Component: the API of its objects is installed, but its answers are unusable. */
  public static final String API_UNAVAILABLE = "ApiUnavailable";

  /** Component: an object of that name exists that the operator did not create. */
  public static final String OBJECT_NOT_OWNED = "ObjectNotOwned";

  /** Component: the API server rejected the object; retrying does not help. */
  public static final String APPLY_REFUSED = "ApplyRefused";

  /** Component: the API server did not accept the object; the operator will retry. */
  public static final String APPLY_FAILED = "ApplyFailed";

  /** Component: the namespace does not exist yet. */
  public static final String NAMESPACE_NOT_READY = "NamespaceNotReady";

  /** Namespace: it is being deleted; it will be recreated once it is gone. */
  public static final String NAMESPACE_TERMINATING = "NamespaceTerminating";

  /** Monitoring, slo: a Prometheus selects the object. */
  public static final String SELECTED = "Selected";

  /** Monitoring, slo: there are Prometheus objects, and none selects the object. */
  public static final String NOT_SELECTED = "NotSelected";

  /** Monitoring, slo: prometheus-operator rejects the content of the object. */
  public static final String NOT_ACCEPTED = "NotAccepted";

  /** Postgres: every instance is ready. */
  public static final String INSTANCES_READY = "InstancesReady";

  /** Postgres: some instances are not ready yet. */
  public static final String INSTANCES_STARTING = "InstancesStarting";

  /** Postgres: CloudNativePG reports a state that needs a person. */
  public static final String DATABASE_FAILING = "DatabaseFailing";

  /** Postgres: the database is hibernated, by an annotation of CloudNativePG. */
  public static final String HIBERNATED = "Hibernated";

  /** Postgres: instances are fenced, by an annotation of CloudNativePG. */
  public static final String INSTANCES_FENCED = "InstancesFenced";

  /** Queue: every replica is ready, and clients can connect. */
  public static final String REPLICAS_READY = "ReplicasReady";

  /** Queue: some replicas are not ready yet. */
  public static final String REPLICAS_STARTING = "ReplicasStarting";

  /** Queue: RabbitMQ's operator reports an error. */
  public static final String QUEUE_FAILING = "QueueFailing";

  /** Workload, route: waiting for other components, which come first when it is made. */
  public static final String WAITING = "WaitingForOthers";

  /** Workload: the pods run the image. */
  public static final String ROLLED_OUT = "RolledOut";

  /** Workload: Kubernetes gave up the rollout; the pods before it go on. */
  public static final String ROLLOUT_FAILED = "RolloutFailed";

  /** Workload: the image is rolled out, and too few of its pods serve now. */
  public static final String PODS_UNAVAILABLE = "PodsUnavailable";

  /** Workload: the cluster refuses its pods, by a quota or by pod security. */
  public static final String PODS_REFUSED = "PodsRefused";

  /** Route: the Gateway has accepted the route. */
  public static final String ROUTE_ACCEPTED = "RouteAccepted";

  /** Route: the Gateway has not said anything about the route yet. */
  public static final String ROUTE_PENDING = "RoutePending";

  /** Route: the Gateway does not accept the route, or does not find what it leads to. */
  public static final String ROUTE_REFUSED = "RouteRefused";

  /** Postgres, queue: the provider of the claim reports it as ready. */
  public static final String CLAIM_READY = "ClaimReady";

  /** Postgres, queue: the provider of the claim does not report it as ready yet. */
  public static final String CLAIM_PENDING = "ClaimPending";

  /** The revision of the golden path that the service is to have does not exist any more. */
  public static final String REVISION_MISSING = "RevisionMissing";

  /** PathHeld: its owner pinned another revision. */
  public static final String PINNED = "Pinned";

  /** PathHeld: an override does not fit the target. */
  public static final String OVERRIDE_CONFLICT = "OverrideConflict";

  /** PathHeld: a patch does not fit the target. */
  public static final String PATCH_CONFLICT = "PatchConflict";

  /** PathHeld: the API server refused an object of the target, so none was written. */
  public static final String REFUSED = "Refused";

  /** PathHeld: the service failed on the target, and went back. */
  public static final String ROLLED_BACK = "RolledBack";

  /** GoldenPath, Accepted: the document can be used, and is kept as a revision. */
  public static final String VALID = "Valid";

  /** GoldenPath: the document has an error; the message lists every problem. */
  public static final String INVALID = "Invalid";

  /** GoldenPath: a revision of this version exists, with other content. */
  public static final String VERSION_REUSED = "VersionReused";

  /** GoldenPath: the API server did not take the revision; the operator will retry. */
  public static final String REVISION_REFUSED = "RevisionRefused";

  /** GoldenPathPreview, Complete: it has its answer. */
  public static final String FINISHED = "Finished";

  /** GoldenPathPreview, Complete: it has no answer, and will have none; the message says why. */
  public static final String FAILED = "Failed";

  /** GoldenPath: too many services failed on the target, so no other is moved. */
  public static final String HALTED = "Halted";

  /**
   * GoldenPath, Ready: services are being built from the target. Workload: pods with the image are
   * replacing others.
   */
  public static final String ROLLING_OUT = "RollingOut";

  /** GoldenPath, Ready: every service was built from the target. */
  public static final String UP_TO_DATE = "UpToDate";
}
