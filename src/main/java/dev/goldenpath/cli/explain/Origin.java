package dev.goldenpath.cli.explain;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a value is from. */
public enum Origin {
  /** The path, for every tier. */
  DEFAULT,
  /** The path, for the tier of the service. */
  TIER,
  /** An override. */
  OVERRIDE,
  /** What is live, which cannot become what the path has. */
  LIVE,
  /** A merge patch of the component's objects. */
  PATCH,
  /** Nowhere: the component is its owner's. */
  EJECTED,
  /** Nowhere: the object is its owner's. */
  UNMANAGED,
  /** The last values before the service was paused. */
  PAUSED,
  /** The revision of the path that the service stays on. */
  PIN;

  /** As in a table and in data. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the path alone decided. */
  public boolean isPath() {
    return this == DEFAULT || this == TIER;
  }
}
