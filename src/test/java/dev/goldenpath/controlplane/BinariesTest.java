package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  @Test
  void missing_binaries_are_an_error_that_says_what_to_do(@TempDir Path empty) {
    Binaries none = new Binaries(empty, Optional.empty());
    assertThatIllegalStateException()
        .isThrownBy(() -> none.controlPlane("etcd"))
        .withMessageContaining("make controlplane")
        .withMessageContaining("KUBEBUILDER_ASSETS");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Binaries(empty, Optional.of(empty)).controlPlane("etcd"))
        .withMessage(
            "KUBEBUILDER_ASSETS: %s has no etcd; add it, or unset KUBEBUILDER_ASSETS and run `make"
                    .formatted(empty)
                + " controlplane` (it needs Go 1.26 or newer)");
    assertThatIllegalStateException()
        .isThrownBy(() -> GatewayCrds.builtInto(none))
        .withMessageContaining("httproutes.yaml: run `make controlplane`");
    assertThatIllegalStateException()
        .isThrownBy(() -> none.monitoring("promtool"))
        .withMessageContaining("make tools");
    assertThatIllegalStateException()
        .isThrownBy(none::gitopsHealth)
        .withMessageContaining("make tools");
    assertThatIllegalStateException().isThrownBy(none::helm).withMessageContaining("make tools");
  }
}
