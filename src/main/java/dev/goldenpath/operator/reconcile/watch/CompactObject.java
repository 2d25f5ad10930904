package dev.goldenpath.operator.reconcile.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** One version of an object as the cache holds it. Immutable; equal only to itself. */
final class CompactObject {
  private final long version;
  private final Origin origin;
  private final byte[] text;

  /**
   * Holds an object.
   *
   * @param version its resourceVersion
   * @param text see {@link ObjectCodec}; not copied
   */
  CompactObject(long version, Origin origin, byte[] text) {
    this.version = version;
    this.origin = origin;
    this.text = text;
  }

  /**
   * How a version of an object became known.
   *
   * <pre>{@code
   * answer first:   ANSWERED --- the watch delivers it ---> CONFIRMED
   * watch first:    OBSERVED --- the answer has it -------> CONFIRMED
   * by another:     OBSERVED, which is news
   * }</pre>
   */
  enum Origin {
    /** From the first list: every service is still to be reconciled. */
    LISTED,
    /** From a later list, or from the watch. */
    OBSERVED,
    /** From the answer to one of our writes that the watch has not delivered yet. */
    ANSWERED,
    /** From the answer to one of our writes, and delivered by the watch. */
    CONFIRMED
  }

  /**
   * The resourceVersion as a number. The API server guarantees one since Kubernetes 1.35
   * (KEP-5504), and has always used one.
   *
   * @throws NumberFormatException if it is not a decimal integer
   */
  static long version(GenericKubernetesResource object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }

  long version() {
    return version;
  }

  /** How this version became known. */
  Origin origin() {
    return origin;
  }

  /** The encoded object: the same array for as long as the version is the same. */
  byte[] text() {
    return text;
  }

  /** The same version, now delivered by a list or by the watch. */
  CompactObject delivered() {
    return origin == Origin.ANSWERED ? new CompactObject(version, Origin.CONFIRMED, text) : this;
  }

  /** The same version, now known as the result of one of our writes. */
  CompactObject answered() {
    return new CompactObject(version, Origin.CONFIRMED, text);
  }

  /** Whether another has changed the object, so that its service must be reconciled. */
  boolean isNews() {
    return origin == Origin.OBSERVED;
  }
}
