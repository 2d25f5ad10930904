package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.workload.PodTemplate;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTemplateTest {

  /**
   * A change of the template restarts every pod of the fleet when the operator is upgraded: if one
   * is meant, say so in the CHANGELOG, and change the hash here.
   */
  @ParameterizedTest
  @CsvSource({"bronze, 22c61d38ee2a9547", "silver, b0776edb87c912a8", "gold, 78a16a73a9ed1f9a"})
  void the_template_of_a_tier_does_not_change_by_accident(String tier, String hash)
      throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(template(tier, Map.of()).getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(digest).substring(0, 16))
        .as("the pods of every %s service restart: is that meant?", tier)
        .isEqualTo(hash);
  }

  @Test
  void tiers_differ_only_in_the_size_of_pods() {
    Map<String, String> size =
        Map.of(
            "override.goldenpath.dev/workload.cpu", "100m",
            "override.goldenpath.dev/workload.memory", "256Mi");
    assertThat(template("gold", size)).isEqualTo(template("bronze", size));
  }

  @Test
  void another_version_of_the_path_and_another_team_restart_nothing()
      throws InvalidGoldenPathException {
    String other = Documents.builtIn().replace("version: 1.0.0", "version: 2.0.0");
    GoldenService service =
        Serialization.unmarshal(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenService
            metadata: { name: checkout, uid: other }
            spec: { team: search, tier: gold, image: "ghcr.io/acme/checkout:1.4.2", uses: [queue] }
            """,
            GoldenService.class);
    Deployment deployment =
        Rendering.only(
            Rendering.plan(Serialization.asYaml(service), Documents.read(other)),
            "workload",
            Deployment.class);
    assertThat(Serialization.asYaml(deployment.getSpec().getTemplate()))
        .isEqualTo(template("gold", Map.of()));
  }

  @Test
  void a_service_names_the_secrets_that_its_pods_need() {
    assertThat(PodTemplate.needs(RenderedWorkload.QUEUE.plan("gold")))
        .isEqualTo("; it needs the Secret postgres-app; it needs the Secret queue-default-user");
    assertThat(PodTemplate.needs(RenderedWorkload.NO_DATABASE.plan("gold"))).isEmpty();
  }

  private static String template(String tier, Map<String, String> annotations) {
    Deployment deployment =
        Rendering.only(
            Rendering.whole(RenderedWorkload.onAGateway(), tier, annotations),
            "workload",
            Deployment.class);
    return Serialization.asYaml(deployment.getSpec().getTemplate());
  }
}
