package dev.goldenpath.operator.api;

/**
 * The bounds of everything in a GoldenService and its status. The schema refuses a status that
 * exceeds any of them as a whole, so all code that builds, cuts or checks such a text or list uses
 * these bounds. Texts are counted in UTF-16 units, which are never fewer than the characters that
 * the schema counts.
 *
 * <p>Together they keep the largest status, beside the largest annotations, below the 1.5 MiB that
 * etcd accepts in one request.
 */
public final class Bounds {
  private Bounds() {}

  /** A DNS label (RFC 1123): names of namespaces, teams, components and path documents. */
  public static final int LABEL = 63;

  /** The name of a component: with the longest suffix it fits a {@link #WORD}. */
  public static final int COMPONENT = 48;

  /** {@code component.parameter}: a label, a dot and a label, rounded up. */
  public static final int PARAMETER = 128;

  /** {@code Kind/name} of an object of the operator: a label, a slash and a label, rounded up. */
  public static final int OBJECT = 128;

  /** The version of a path document; semantic versions with a long pre-release fit. */
  public static final int VERSION = 64;

  /** An image reference. */
  public static final int IMAGE = 512;

  /** The address of a service: a scheme and a host name. */
  public static final int URL = 512;

  /** Condition types and reasons, as one word; a component's name and a suffix. */
  public static final int WORD = 64;

  /** The code of a reason. */
  public static final int CODE = 32;

  /** An instant (RFC 3339, seconds) or a day (ISO 8601). */
  public static final int TIME = 32;

  /** The hash of the hatches; today 16 hexadecimal digits, at most a whole SHA-256. */
  public static final int HASH = 64;

  /** The value of an override: 50 names of services fit, and many labels. */
  public static final int VALUE = 4_096;

  /** A default or a choice of the path document: it is shown in messages and with each override. */
  public static final int DEFAULT = 256;

  /** A JSON merge patch: an annotation that people can still read. */
  public static final int PATCH = 8_192;

  /** A reason as it is written. */
  public static final int REASON = 1_024;

  /** A reason as it is shown: the length of a sentence. The ellipsis of a cut text comes on top. */
  public static final int REASON_SHOWN = 256;

  /** The message of any condition, also of other writers; as in {@code metav1.Condition}. */
  public static final int CONDITION_MESSAGE = 32_768;

  /** The message of one of the operator's conditions, in one sentence. */
  public static final int MESSAGE = 1_024;

  /** The message that lists every hatch that has no effect. */
  public static final int LONGEST_MESSAGE = 16_384;

  /** Unknown keys of a service that are explained; of more, only the first. */
  public static final int EXPLAINED = 20;

  /** Components of the product; the catalogue refuses more. */
  public static final int COMPONENTS = 32;

  /** Parameters of all components; the catalogue refuses more. */
  public static final int PARAMETERS = 128;

  /** Conditions: one of each component, those about the service, and some of other writers. */
  public static final int CONDITIONS = COMPONENTS + 16;

  /** Objects of a service that their owner may take over one by one. */
  public static final int OBJECTS = 48;

  /**
   * Hatches that are open at once: one per parameter, two per component, one per object, a pause
   * and a pin.
   */
  public static final int HATCHES = PARAMETERS + 2 * COMPONENTS + OBJECTS + 2;

  /** A text of a path document that may be a URL or an image with its digest. */
  public static final int PATH_TEXT = 512;

  /** Entries of one list or map of a path document, such as the namespaces of Prometheus. */
  public static final int PATH_ENTRIES = 64;

  /** Teams with groups of their own in a path document. */
  public static final int PATH_TEAMS = 1_000;

  /** Tiers in one map of a path document, with some of other releases. */
  public static final int PATH_TIERS = 8;

  /** Parameters of one component in a path document. */
  public static final int COMPONENT_PARAMETERS = 48;

  /** Services that are moved at once. */
  public static final int PATH_IN_FLIGHT = 100;

  /** Services that are listed as failed. */
  public static final int PATH_FAILED = 200;

  /** Conditions of a path or a revision, with some of other writers. */
  public static final int PATH_CONDITIONS = 16;

  /** Kinds of change that a preview lists; of more, the widest. */
  public static final int PREVIEW_CHANGES = 50;

  /** Services that a preview names for each kind of change. */
  public static final int PREVIEW_EXAMPLES = 10;

  /** Hatches that a preview lists since they do not fit the candidate. */
  public static final int PREVIEW_CONFLICTS = 100;

  /** The path of a field in a preview. The ellipsis of a cut text comes on top. */
  public static final int PREVIEW_FIELD = 256;

  /** A former or a new value in a preview. The ellipses of a cut text come on top. */
  public static final int PREVIEW_VALUE = 256;
}
