package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.Promtool;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The alerts of a service, run by Prometheus' own tool: when they fire and resolve, to the second.
 */
class SloScenariosTest {
  /** Of so many scenarios one is run by Prometheus 2, too; `make scenarios` runs all of them. */
  private static final int VERSION_2_EVERY = Integer.getInteger("scenarios.version2.every", 12);

  private final Promtool promtool = new Promtool(Path.of("target", "promtool", "slo"));

  @TestFactory
  Stream<DynamicTest> every_alert_fires_and_resolves_when_it_should() {
    List<SloScenario> all = SloScenarios.all();
    return IntStream.range(0, all.size())
        .mapToObj(
            at ->
                DynamicTest.dynamicTest(
                    all.get(at).tier() + ": " + all.get(at).name(),
                    () -> holds(all.get(at), at % VERSION_2_EVERY == 0)));
  }

  private void holds(SloScenario scenario, boolean alsoByVersion2) throws IOException {
    assertThat(scenario.expected()).isNotEmpty();
    Map<String, String> annotations = new TreeMap<>();
    scenario
        .overrides()
        .forEach((key, value) -> annotations.put("override.goldenpath.dev/slo." + key, value));
    ServicePlan plan = Rendering.plan(scenario.tier(), annotations);
    assertThat(plan.hatches().rejected()).isEmpty();
    String name = scenario.name().replaceAll("[^a-z0-9]+", "-") + "-" + scenario.tier();
    String rules = name + ".rules.yaml";
    promtool.write(
        rules, Serialization.asYaml(Rendering.only(plan, "slo", PrometheusRule.class).getSpec()));
    Path exact =
        promtool.write(name + ".yaml", Serialization.asYaml(scenario.test(rules, Duration.ZERO)));
    Path within =
        promtool.write(
            name + ".version-2.yaml",
            Serialization.asYaml(scenario.test(rules, scenario.step().multipliedBy(2))));
    CompletableFuture<Void> version2 =
        alsoByVersion2
            ? CompletableFuture.runAsync(() -> promtool.testRulesByVersion2(within))
            : CompletableFuture.completedFuture(null);
    promtool.testRules(exact);
    version2.join();
  }
}
