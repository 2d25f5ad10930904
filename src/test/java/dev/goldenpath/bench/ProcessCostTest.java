package dev.goldenpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessCostTest {
  private static final String STATUS =
      """
      Name:\tjava
      VmPeak:\t 3000000 kB
      VmHWM:\t  215040 kB
      VmRSS:\t  204800 kB
      Threads:\t40
      """;

  @Test
  void resident_and_peak_are_read_from_the_status_of_the_process() {
    assertThat(ProcessCost.kilobytes(STATUS, "VmRSS")).isEqualTo(204_800);
    assertThat(ProcessCost.kilobytes(STATUS, "VmHWM")).isEqualTo(215_040);
  }

  @Test
  void a_system_that_does_not_say_has_none() {
    assertThat(ProcessCost.kilobytes("", "VmRSS")).isZero();
  }
}
