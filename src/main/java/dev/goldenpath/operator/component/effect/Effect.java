package dev.goldenpath.operator.component.effect;

/** What a change does to a service, beyond the change of its objects. */
public enum Effect {
  /** Instances of the database are restarted, one after the other. */
  DATABASE_RESTART("databaseRestart"),
  /** Instances of the queue are restarted, one after the other. */
  QUEUE_RESTART("queueRestart"),
  /** The pods of the service are replaced, one after the other. */
  WORKLOAD_RESTART("workloadRestart"),
  /** Connections that were allowed or served before are not any more. */
  CONNECTIONS_CUT("connectionsCut"),
  /** Pods that run now would be refused if they were created again. */
  PODS_REFUSED("podsRefused"),
  /** A quota becomes less than what is in use: nothing stops, and nothing more can start. */
  EXCEEDS_USAGE("exceedsUsage"),
  /** Going back to the former revision does not undo it. */
  IRREVERSIBLE("irreversible"),
  /** An object is deleted. */
  REMOVED("removed"),
  /** A value in force lowers what the platform guarantees, and did not before. */
  UNSAFE("unsafe");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  /** As in a status: {@code databaseRestart}. */
  public String text() {
    return text;
  }
}
