package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** A component that a service gets only if it asks for it, in {@code spec.uses}. */
public enum OptionalComponent {
  /** A message queue. */
  @JsonProperty("queue")
  QUEUE("queue");

  private final String text;

  OptionalComponent(String text) {
    this.text = text;
  }

  /** The component's name. */
  public String text() {
    return text;
  }

  /** The component of that name, or empty if there is none. */
  public static Optional<OptionalComponent> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
