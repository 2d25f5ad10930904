package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How important a service is. What a tier means is data: see the {@code GoldenPath} document. */
public enum Tier {
  @JsonProperty("bronze")
  BRONZE("bronze"),
  @JsonProperty("silver")
  SILVER("silver"),
  @JsonProperty("gold")
  GOLD("gold");

  private final String text;

  Tier(String text) {
    this.text = text;
  }

  /** As written in the resource: lower case. */
  public String text() {
    return text;
  }

  /** The tier of that name, or empty if there is none. */
  public static Optional<Tier> of(@Nullable String text) {
    return Arrays.stream(values()).filter(tier -> tier.text.equals(text)).findFirst();
  }
}
