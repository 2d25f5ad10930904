package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How important a service is, the least important first. What a tier means is data: see the {@code
 * GoldenPath} document.
 */
public enum Tier {
  @JsonProperty("bronze")
  BRONZE("bronze"),
  @JsonProperty("silver")
  SILVER("silver"),
  @JsonProperty("gold")
  GOLD("gold");

  /** The least important one. */
  public static final Tier LEAST = values()[0];

  /** All of them, the most important first. */
  public static final List<Tier> BY_IMPORTANCE =
      Stream.of(values()).sorted(Comparator.reverseOrder()).toList();

  /** The most important one. */
  public static final Tier MOST = BY_IMPORTANCE.get(0);

  private final String text;

  Tier(String text) {
    this.text = text;
  }

  /** As written in the resource: lower case. */
  public String text() {
    return text;
  }

  /** What a resource may say. */
  public static List<String> names() {
    return Stream.of(values()).map(Tier::text).toList();
  }

  /** The tier of that name, or empty if there is none. */
  public static Optional<Tier> of(@Nullable String text) {
    return Arrays.stream(values()).filter(tier -> tier.text.equals(text)).findFirst();
  }
}
