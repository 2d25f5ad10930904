package dev.goldenpath.operator.reconcile.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.preview.DryRun;
import dev.goldenpath.operator.preview.PreviewedService;
import dev.goldenpath.operator.preview.Verdict;
import dev.goldenpath.operator.reconcile.apply.NoCache;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.support.OnControlPlane;
import dev.goldenpath.operator.support.Previews;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever waits for a preview that cannot be answered is told so, and the next one has its turn.
 */
@OnControlPlane
class PreviewFailureIT {
  @Test
  void an_error_of_the_operator_ends_a_preview(ControlPlane controlPlane) {
    new Installation(controlPlane.admin()).installOperatorResources();
    Previews previews = new Previews(controlPlane.admin());
    KubernetesClient client = controlPlane.operator();
    try (client;
        PreviewController controller =
            new PreviewController(
                client,
                new ObjectClient(client, new NoCache()),
                new Broken(),
                version -> Optional.empty(),
                () -> true,
                Clock.systemUTC())) {
      controller.start(Duration.ofMillis(200));

      for (String name : new String[] {"t-broken-1", "t-broken-2"}) {
        GoldenPathPreviewStatus answer = previews.answer(name, "9.1.0", "");

        StatusCondition complete = Previews.condition(answer, "Complete").orElseThrow();
        assertThat(complete.reason()).isEqualTo("Failed");
        assertThat(complete.message())
            .contains("there is no answer: ", "played", "create the preview again");
        assertThat(Previews.condition(answer, "Accepted")).isEmpty();
        assertThat(answer.services()).isNull();
      }
    } finally {
      controlPlane.kubectl("delete", "gpp", "--all");
    }
  }

  private static final class Broken implements PreviewSubject {
    @Override
    public PlanResolver plans() {
      throw new IllegalStateException("played");
    }

    @Override
    public String comparedWith() {
      return "1.0.0";
    }

    @Override
    public Stream<PreviewedService> services(Candidate candidate) {
      return Stream.empty();
    }

    @Override
    public Optional<Verdict> tryOut(DryRun dryRun, GoldenPath candidate) {
      return Optional.empty();
    }
  }
}
