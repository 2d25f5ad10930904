package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final URI METRICS = URI.create("http://127.0.0.1:8080/metrics");
  private static final Path LOGS = Path.of("target", "try-out", "1");

  @Test
  void a_control_plane_of_its_own_is_reached_by_a_kubeconfig() {
    assertThat(
            Access.byFile(Path.of("/home/dora/admin.kubeconfig"), "kubectl")
                .explain(
                    Optional.of("shop"),
                    Optional.of(URI.create("http://127.0.0.1:41233/?t=9f")),
                    METRICS,
                    LOGS))
        .isEqualToNormalizingNewlines(
            """
            All stays up until Ctrl-C. In another terminal:
              export KUBECONFIG=/home/dora/admin.kubeconfig
              export PATH=%s:$PATH
              kubectl get gsvc
              kubectl describe gsvc checkout
              kubectl -n shop get deployment,pod,service,hpa,pdb,httproute
              kubectl golden explain checkout
            The page: http://127.0.0.1:41233/?t=9f
            Metrics:  http://127.0.0.1:8080/metrics
            Logs:     target/try-out/1"""
                .formatted(Access.PLUGIN.toAbsolutePath()));
  }

  @Test
  void a_cluster_of_the_callers_is_reached_by_its_context() {
    assertThat(
            Access.byContext("kind-dev", "kubectl")
                .explain(Optional.empty(), Optional.empty(), METRICS, LOGS))
        .isEqualToNormalizingNewlines(
            """
            All stays up until Ctrl-C. In another terminal:
              export PATH=%s:$PATH
              kubectl get gsvc --context kind-dev
              kubectl describe gsvc checkout --context kind-dev
              kubectl golden explain checkout --context kind-dev
            Metrics:  http://127.0.0.1:8080/metrics
            Logs:     target/try-out/1"""
                .formatted(Access.PLUGIN.toAbsolutePath()));
  }

  @Test
  void whoever_has_no_kubectl_gets_one() {
    assertThat(
            Access.byFile(Path.of("/home/dora/admin.kubeconfig"), "/cache/bin/kubectl")
                .explain(Optional.empty(), Optional.empty(), METRICS, LOGS))
        .contains("  export PATH=%s:/cache/bin:$PATH".formatted(Access.PLUGIN.toAbsolutePath()))
        .contains("  kubectl get gsvc");
  }
}
