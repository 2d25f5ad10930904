package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** What deleting a GoldenService does to what it built. */
public enum DeletionPolicy {
  /** Keep the namespace, the data and the guardrails; remove the rest. */
  @JsonProperty("Retain")
  RETAIN("Retain"),
  /** Delete the namespace and all that is in it. */
  @JsonProperty("Delete")
  DELETE("Delete");

  private final String text;

  DeletionPolicy(String text) {
    this.text = text;
  }

  /** As written in the resource. */
  public String text() {
    return text;
  }

  /** The policy of that name, or empty if there is none. */
  public static Optional<DeletionPolicy> of(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text.equals(text)).findFirst();
  }
}
