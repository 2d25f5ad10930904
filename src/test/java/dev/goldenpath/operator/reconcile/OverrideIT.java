package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every parameter of the path, overridden and put back on the real API server, but for those that
 * only go one way: see {@link DatabaseDoorsIT}.
 */
class OverrideIT extends WithWorkloads {
  private static final String SERVICE = "t-override";
  private static final String OVERRIDE = "override.goldenpath.dev/";

  /** Those that only go one way, and the one that needs another provider in the cluster. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "postgres.storage",
          "postgres.version",
          "queue.storage",
          "queue.replicas",
          "queue.provider");

  private final GoldenPath path = withAGateway();

  @BeforeAll
  void settle() {
    run(SERVICE, "gold", Map.of(), List.of("queue"));
    databaseCredentials(SERVICE);
    queueCredentials(SERVICE);
    services.awaitReady(SERVICE);
    operator.awaitIdle();
  }

  @TestFactory
  Stream<DynamicTest> every_parameter_changes_what_it_declares_and_leaves_no_trace() {
    return path.spec().components().entrySet().stream()
        .flatMap(
            component ->
                component.getValue().parameters().entrySet().stream()
                    .filter(
                        parameter ->
                            !LEFT_OUT.contains(component.getKey() + "." + parameter.getKey()))
                    .map(
                        parameter ->
                            DynamicTest.dynamicTest(
                                component.getKey() + "." + parameter.getKey(),
                                () ->
                                    overriddenAndPutBack(
                                        component.getKey() + "." + parameter.getKey(),
                                        parameter.getValue()))));
  }

  @Test
  void what_is_not_understood_is_named_and_changes_nothing() {
    Map<String, String> before = services.versions(SERVICE);
    annotate("quota.memry", "48Gi");
    annotate("quota.pods", "many");
    annotate("postgres.storage", "2Ti");

    GoldenService service =
        services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    await()
        .untilAsserted(
            () ->
                assertThat(message(services.get(SERVICE)))
                    .contains(
                        OVERRIDE
                            + "quota.memry: unknown parameter (value \"48Gi\"); did you mean quota.memory?",
                        OVERRIDE + "quota.pods: \"many\" must be a whole number such as 3",
                        OVERRIDE
                            + "postgres.storage: \"2Ti\" makes a database of 3 × 2Ti of storage, which exceeds the"
                            + " storage quota of 500Gi"));
    assertThat(GoldenServices.condition(service, "Ready").orElseThrow().holds()).isTrue();
    assertThat(services.versions(SERVICE)).isEqualTo(before);

    annotate("quota.memry", null);
    annotate("quota.pods", null);
    annotate("postgres.storage", null);
    GoldenService after = services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    assertThat(after.getStatus().observedHatches()).isNull();
    assertThat(services.versions(SERVICE)).isEqualTo(before);
  }

  private void overriddenAndPutBack(String parameter, Parameter rule) {
    ServicePlan standard = plan(null, null);
    String value = another(parameter, rule, standard);
    Map<String, String> before = services.states(SERVICE);
    Set<String> declared = new TreeSet<>(declaredChanges(standard, plan(parameter, value)));
    // What was understood is remembered there.
    declared.add("Namespace/" + SERVICE);

    annotate(parameter, value);
    try {
      await()
          .untilAsserted(
              () ->
                  assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.OVERRIDE))
                      .extracting(HatchStatus::target, HatchStatus::value, HatchStatus::standard)
                      .containsExactly(tuple(parameter, value, standard.text(parameter))));
      assertThat(services.get(SERVICE).getStatus().observedHatches()).isNotNull();
      assertThat(changed(before, services.states(SERVICE))).isEqualTo(declared);
    } finally {
      annotate(parameter, null);
    }
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    boolean isMadeAgain = !rendered(plan(parameter, value)).keySet().containsAll(declared);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        isMadeAgain
                            ? withoutIdentity(services.states(SERVICE))
                            : services.states(SERVICE))
                    .isEqualTo(isMadeAgain ? withoutIdentity(before) : before));
    services.awaitReady(SERVICE);
  }

  /** An object that a parameter takes away is another one when it comes back. */
  private static Map<String, String> withoutIdentity(Map<String, String> states) {
    Map<String, String> all = new TreeMap<>(states);
    all.replaceAll((key, state) -> state.replaceAll("\"(uid|creationTimestamp)\":\"[^\"]*\"", ""));
    return all;
  }

  /** A valid value other than the tier's, which contradicts no other. */
  private String another(String parameter, Parameter rule, ServicePlan standard) {
    Stream<String> candidates =
        Stream.concat(
            Stream.of(
                rule.minimum(), "2", rule.maximum(), "cart,orders", "web", "/stats", "area=web"),
            // Without Crossplane's claim in the cluster; PathDocumentIT has it.
            Stream.ofNullable(rule.choices())
                .flatMap(List::stream)
                .filter(choice -> !choice.equals("crossplane")));
    return candidates
        .filter(Objects::nonNull)
        .filter(value -> !value.equals(standard.text(parameter)))
        .filter(value -> rule.problemWith(value).isEmpty())
        .filter(value -> plan(parameter, value).hatches().rejected().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private ServicePlan plan(String parameter, String value) {
    GoldenService service = services.get(SERVICE);
    service.getMetadata().getAnnotations().clear();
    if (parameter != null) {
      service.getMetadata().getAnnotations().put(OVERRIDE + parameter, value);
    }
    return new PlanResolver(Components.catalogue(), Set.of())
        .resolve(service, path)
        .plan()
        .orElseThrow();
  }

  /** The objects that differ between two plans, but for data, which is never deleted. */
  private static Set<String> declaredChanges(ServicePlan one, ServicePlan other) {
    Set<String> changes = changed(rendered(one), rendered(other));
    if (other.text("postgres.provider").equals("none")) {
      changes.remove("Cluster/postgres");
    }
    return changes;
  }

  private static Map<String, String> rendered(ServicePlan plan) {
    return Components.ALL.stream()
        .flatMap(component -> component.desired(plan).stream())
        .collect(
            Collectors.toMap(
                object -> object.getKind() + "/" + object.getMetadata().getName(),
                Serialization::asYaml));
  }

  private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    return keys;
  }

  private void annotate(String parameter, String value) {
    services.annotate(SERVICE, OVERRIDE + parameter, value);
  }

  private static String message(GoldenService service) {
    return GoldenServices.condition(service, "HatchesAccepted").orElseThrow().message();
  }

  private static GoldenPath withAGateway() {
    try {
      return new GoldenPathSource(
              new GoldenPathReader(Components.catalogue()), Optional.of(PATH_WITH_A_GATEWAY))
          .current();
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }
}
