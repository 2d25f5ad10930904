package dev.goldenpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeapHistogramTest {
  private static final String PRINTED =
      """
      4711:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
      """
          + IntStream.rangeClosed(1, 12)
              .mapToObj("%1$4d:         52526        5393%1$03d  [B (java.base@17.0.15)"::formatted)
              .collect(Collectors.joining("\n"))
          + "\nTotal      630312       64716078\n";

  @Test
  void it_sums_every_class_and_not_the_total() {
    assertThat(HeapHistogram.parse(PRINTED).bytes()).isEqualTo(12 * 5_393_000L + 78);
  }

  @Test
  void it_shows_the_first_ten_lines() {
    assertThat(HeapHistogram.parse(PRINTED).first())
        .hasSize(11)
        .last()
        .asString()
        .startsWith("  10:")
        .contains("5393010");
  }

  @Test
  void what_is_no_histogram_is_an_error() {
    assertThatIllegalStateException()
        .isThrownBy(() -> HeapHistogram.parse("4711: no such process"))
        .withMessageContaining("no such process");
  }

  @Test
  void a_running_jvm_has_one() {
    assertThat(HeapHistogram.of(ProcessHandle.current()).bytes()).isGreaterThan(1 << 20);
  }
}
