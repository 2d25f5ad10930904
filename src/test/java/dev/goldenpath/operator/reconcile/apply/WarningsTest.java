package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private static final String PODS =
      "299 - \"existing pods in namespace \\\"a\\\" violate the new PodSecurity enforce level"
          + " \\\"restricted:latest\\\"\"";

  @Test
  void every_pod_counts_once() {
    assertThat(
            Warnings.refusedPods(
                List.of(
                    PODS,
                    "299 - \"web-1: host namespaces, hostPort\"",
                    "299 - \"db-1 (and 2 other pods): seccompProfile\"",
                    "299 - \"job-1 (and 1 other pod): runAsNonRoot != true\"")))
        .isEqualTo(1 + 3 + 2);
  }

  @Test
  void pods_that_are_not_named_are_at_least_one() {
    assertThat(Warnings.refusedPods(List.of(PODS))).isEqualTo(1);
  }

  @Test
  void other_warnings_are_about_no_pod() {
    assertThat(
            Warnings.refusedPods(
                List.of("299 - \"v1 Endpoints is deprecated\"", "299 - \"web-1: is odd\"")))
        .isZero();
    assertThat(Warnings.refusedPods(List.of())).isZero();
  }
}
