package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.Instant;

/** Reads a time in RFC 3339, with any mapper: not every one knows {@link Instant}. */
final class InstantReader extends StdConverter<String, Instant> {
  @Override
  public Instant convert(String text) {
    return Instant.parse(text);
  }
}
