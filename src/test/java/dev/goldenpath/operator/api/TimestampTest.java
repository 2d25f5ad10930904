package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
  @Test
  void what_is_written_can_be_read_to_the_second() {
    Instant time = Instant.parse("2026-11-27T01:02:03.987Z");
    assertThat(Timestamp.of(time)).isEqualTo("2026-11-27T01:02:03Z");
    assertThat(Timestamp.read(Timestamp.of(time))).contains(Instant.parse("2026-11-27T01:02:03Z"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "yesterday", "2026-13-01T00:00:00Z", "2026-11-27"})
  void what_says_no_time_is_none(String text) {
    assertThat(Timestamp.read(text)).isEmpty();
  }
}
