package dev.goldenpath.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.DeletionPolicy;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanResolverTest {
  private final PlanResolver resolver =
      new PlanResolver(Components.catalogue(), Set.of("platform"));
  private GoldenPath path = Documents.readBuiltIn();

  @ParameterizedTest
  @CsvSource({"bronze, 20, 1, 60s", "silver, 50, 2, 30s", "gold, 100, 3, 15s"})
  void a_tier_is_a_set_of_values(String tier, String pods, int instances, String interval) {
    ServicePlan plan = resolve("checkout", "payments", tier, null).plan().orElseThrow();

    assertThat(plan.tier()).isEqualTo(Tier.of(tier).orElseThrow());
    assertThat(plan.deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    assertThat(plan.text("quota.pods")).isEqualTo(pods);
    assertThat(plan.integer("postgres.instances")).isEqualTo(instances);
    assertThat(plan.text("monitoring.interval")).isEqualTo(interval);
    assertThat(plan.names("network.allowFrom")).isEmpty();
    assertThat(plan.path().version()).isEqualTo("1.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          checkout | -              | gold     | -      | spec.team: is missing; must be a DNS label
          checkout | system:masters | gold     | -      | spec.team: "system:masters" must be a DNS label
          checkout | payments       | -        | -      | spec.tier: is missing; must be one of TIERS
          checkout | payments       | iron     | -      | spec.tier: "iron" must be one of TIERS
          checkout | payments       | gold     | Orphan | spec.deletionPolicy: "Orphan" must be one of Retain, Delete
          check.out | payments      | gold     | -      | metadata.name: "check.out" must be a DNS label
          """)
  void what_cannot_be_used_is_named(
      String name, String team, String tier, String deletionPolicy, String message) {
    assertThat(resolve(name, team, tier, deletionPolicy))
        .isInstanceOfSatisfying(
            Resolution.InvalidSpec.class,
            unusable -> {
              assertThat(unusable.reason()).isEqualTo(Reason.INVALID_SPEC);
              assertThat(unusable.message())
                  .startsWith(message.replace("TIERS", String.join(", ", Tier.names())));
            });
  }

  @Test
  void a_team_may_be_an_id() {
    String team = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    assertThat(resolve("checkout", team, "gold", null).plan().orElseThrow().team()).isEqualTo(team);
    assertThat(resolve("3scale", team, "gold", null)).isInstanceOf(Resolution.InvalidSpec.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"platform", "ingress-nginx", "monitoring", "cnpg-system", "search-gitops", "argo"})
  void a_reserved_name_is_refused(String name) throws InvalidGoldenPathException {
    path =
        Documents.read(
            Documents.builtIn()
                .replace(
                    "teamServiceAccounts: []",
                    "teamServiceAccounts: [\"{team}-gitops/flux\", \"argo/{service}\"]"));
    assertThat(resolve(name, "payments", "gold", null))
        .isInstanceOfSatisfying(
            Resolution.InvalidSpec.class,
            unusable -> assertThat(unusable.reason()).isEqualTo(Reason.NAME_RESERVED));
  }

  @Test
  void an_enormous_value_with_control_characters_is_cut_and_escaped() {
    String team = "a\nb\u0000\u001b[31m" + "x".repeat(64 * 1024);

    assertThat(resolve("checkout", team, "gold", null))
        .isInstanceOfSatisfying(
            Resolution.InvalidSpec.class,
            unusable ->
                assertThat(unusable.message())
                    .hasSizeLessThan(256)
                    .contains("a\\u000ab\\u0000\\u001b[31m")
                    .doesNotContainPattern("\\p{Cntrl}"));
  }

  private Resolution resolve(String name, String team, String tier, String deletionPolicy) {
    GoldenService service = new GoldenService();
    service.getMetadata().setName(name);
    service.getMetadata().setUid("uid");
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam(team);
    spec.setTier(tier);
    spec.setDeletionPolicy(deletionPolicy);
    service.setSpec(spec);
    return resolver.resolve(service, path);
  }
}
