package dev.goldenpath.operator.preview;

/**
 * An object to try: the candidate's object of that service, sent to the API server with {@code
 * dryRun=All}.
 *
 * @param service the service
 * @param component the component's name
 * @param object kind and name: {@code ResourceQuota/golden-quota}
 */
public record DryRun(String service, String component, String object) {
  /** Dry runs of one preview. */
  public static final int BUDGET = 2_000;

  /** Dry runs a second. */
  public static final int PER_SECOND = 20;
}
