package dev.goldenpath.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.HeldValue;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.support.FittingTiers;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * Sequences of tiers, overrides and path documents, each followed by a reconciliation that applies
 * the plan: whatever comes, no value goes back through a one-way door, and none is held in silence.
 */
class OneWayDoorsPropertyTest {
  private static final List<GoldenPath> PATHS =
      List.of(
          Documents.readBuiltIn(),
          path("postgres", "version: { choices: ['16', '17', '18'], value: '18' }"),
          path(
              "postgres",
              "version: { choices: ['17', '18'], value: '17' },"
                  + " storage: { maximum: 50Gi, tiers: { bronze: 2Gi, silver: 10Gi, gold: 50Gi } }"),
          path(
              "postgres",
              "version: { choices: ['15', '16'], value: '15' },"
                  + " storage: { tiers: { bronze: 8Gi, silver: 40Gi, gold: 120Gi } }"),
          path(
              "postgres",
              "memory: { tiers: { bronze: 256Mi, silver: 2Gi, gold: 5Gi } },"
                  + " instances: { tiers: { gold: '2', silver: '1' } }"),
          path(
              "quota",
              "memory: { tiers: { gold: 24Gi } }, cpu: { tiers: { gold: '8' } },"
                  + " pods: { tiers: { gold: '8', bronze: '10' } },"
                  + " storage: { tiers: { gold: 300Gi } }"));

  private static final Map<String, List<String>> OVERRIDES =
      Map.of(
          "postgres.storage", List.of("1Gi", "20Gi", "40Gi", "100Gi", "150Gi"),
          "postgres.version", List.of("15", "16", "17", "18"),
          "postgres.instances", List.of("1", "2", "3", "5"),
          "postgres.memory", List.of("512Mi", "2Gi", "8Gi"),
          "postgres.cpu", List.of("100m", "4"),
          "quota.memory", List.of("4Gi", "24Gi", "96Gi"),
          "quota.cpu", List.of("2", "32"),
          "quota.pods", List.of("2", "60"),
          "quota.storage", List.of("10Gi", "400Gi", "1Ti"));

  private static final Map<String, String> PARTS =
      Map.of(
          "quota.memory", "postgres.memory",
          "quota.cpu", "postgres.cpu",
          "quota.storage", "postgres.storage",
          "quota.pods", "");

  private static final Set<String> LIVE =
      Set.of(
          "postgres.storage",
          "postgres.version",
          "postgres.instances",
          "postgres.memory",
          "postgres.cpu",
          "quota.memory",
          "quota.cpu",
          "quota.pods",
          "quota.storage");

  /** What a person, or the database, does. */
  interface Step {
    void on(World world);
  }

  /** A service, its path, and what is live of it. */
  static final class World {
    private Tier tier = Tier.GOLD;
    private GoldenPath path = PATHS.get(0);
    private final Map<String, String> annotations = new TreeMap<>();
    private RememberedHatches remembered = RememberedHatches.NONE;
    private LiveValues live = LiveValues.NONE;

    void reconcile() {
      GoldenService service = new GoldenService();
      service.setMetadata(
          new ObjectMetaBuilder()
              .withName("shop")
              .withUid("uid")
              .withAnnotations(annotations)
              .build());
      GoldenServiceSpec spec = new GoldenServiceSpec();
      spec.setTeam("payments");
      spec.setTier(tier.text());
      service.setSpec(spec);
      ServicePlan plan =
          new PlanResolver(Components.catalogue(), Set.of())
              .resolve(service, path, remembered, true, live)
              .plan()
              .orElseThrow();
      check(plan);
      remembered = remembered.understood(plan.hatches());
      live =
          new LiveValues(
              LIVE.stream().collect(Collectors.toMap(each -> each, plan::text)), live.changing());
    }

    /** Somebody else enlarges or upgrades the database; it never goes back. */
    void grow(Map<String, String> edit) {
      edit.forEach(
          (parameter, value) -> {
            if (amount(value).compareTo(amount(live.value(parameter).orElse("0"))) > 0) {
              live = live.with(new LiveValues(edit, false));
            }
          });
    }

    private void check(ServicePlan plan) {
      live.value("postgres.storage")
          .ifPresent(
              now ->
                  assertThat(amount(plan.text("postgres.storage")))
                      .as("storage never shrinks")
                      .isGreaterThanOrEqualTo(amount(now)));
      live.value("postgres.version").ifPresent(now -> checkMajor(plan, Integer.parseInt(now)));
      PARTS.forEach((quota, part) -> checkQuota(plan, quota, part));
      checkFindings(plan);
    }

    private void checkMajor(ServicePlan plan, int now) {
      int next = Integer.parseInt(plan.text("postgres.version"));
      if (next != now) {
        int offered =
            path.parameters().get("postgres.version").choices().stream()
                .mapToInt(Integer::parseInt)
                .filter(choice -> choice > now)
                .min()
                .orElseThrow();
        assertThat(next).as("one major at a time, upwards").isEqualTo(offered);
        assertThat(plan.hatches().values()).as("by an override").containsKey("postgres.version");
      }
    }

    private void checkQuota(ServicePlan plan, String quota, String part) {
      if (live.value(quota).isEmpty()) {
        return;
      }
      BigDecimal granted = amount(live.value(quota).orElseThrow());
      BigDecimal need =
          amount(live.value("postgres.instances").orElseThrow())
              .add(BigDecimal.ONE)
              .multiply(part.isEmpty() ? BigDecimal.ONE : amount(live.value(part).orElseThrow()));
      assertThat(amount(plan.text(quota)))
          .as("%s never falls below what runs", quota)
          .isGreaterThanOrEqualTo(live.changing() ? granted : need.min(granted));
      String wanted = plan.hatches().values().getOrDefault(quota, path.defaults(tier).get(quota));
      assertThat(amount(plan.text(quota)))
          .as("%s is not raised by what runs", quota)
          .isLessThanOrEqualTo(amount(wanted).max(granted));
    }

    /** Every value is the override's or the tier's, or there is a finding that names it. */
    private void checkFindings(ServicePlan plan) {
      Map<String, String> wanted = new HashMap<>(path.defaults(tier));
      wanted.putAll(plan.hatches().values());
      Map<String, HeldValue> held =
          plan.held().stream().collect(Collectors.toMap(HeldValue::parameter, each -> each));
      wanted.forEach(
          (parameter, value) -> {
            Optional<HeldValue> finding = Optional.ofNullable(held.get(parameter));
            assertThat(plan.text(parameter)).isEqualTo(finding.map(HeldValue::value).orElse(value));
            assertThat(finding.isPresent())
                .as("a finding for %s, and no other", parameter)
                .isEqualTo(!plan.text(parameter).equals(value));
            finding.ifPresent(
                each ->
                    assertThat(each.message())
                        .startsWith(parameter + ": ")
                        .contains(each.value(), value));
          });
    }
  }

  @Property(tries = 2_000)
  void no_sequence_goes_back_through_a_one_way_door(
      @ForAll("steps") @Size(min = 1, max = 12) List<Step> steps) {
    World world = new World();
    world.reconcile();
    for (Step step : steps) {
      step.on(world);
      world.reconcile();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> tiers = Arbitraries.of(Tier.values()).map(tier -> world -> world.tier = tier);
    Arbitrary<Step> paths = Arbitraries.of(PATHS).map(path -> world -> world.path = path);
    Arbitrary<Step> overrides =
        Arbitraries.of(OVERRIDES.keySet())
            .flatMap(
                parameter ->
                    Arbitraries.of(OVERRIDES.get(parameter))
                        .map(
                            value ->
                                world ->
                                    world.annotations.put(
                                        Annotations.OVERRIDE + parameter, value)));
    Arbitrary<Step> returns =
        Arbitraries.of(OVERRIDES.keySet())
            .map(parameter -> world -> world.annotations.remove(Annotations.OVERRIDE + parameter));
    Arbitrary<Step> changes =
        Arbitraries.of(true, false)
            .map(changing -> world -> world.live = new LiveValues(world.live.values(), changing));
    Arbitrary<Step> byHand =
        Arbitraries.of(
                Map.of("postgres.storage", "200Gi"),
                Map.of("postgres.version", "17"),
                Map.of("postgres.version", "18"))
            .map(edit -> world -> world.grow(edit));
    return Arbitraries.oneOf(tiers, paths, overrides, overrides, returns, changes, byHand).list();
  }

  private static GoldenPath path(String component, String parameters) {
    try {
      return Documents.read(
          """
          apiVersion: goldenpath.dev/v1alpha1
          kind: GoldenPath
          metadata: { name: default }
          spec:
            version: 2.0.0
          """
              + FittingTiers.of(
                      "components: { %s: { parameters: { %s } } }".formatted(component, parameters))
                  .indent(2));
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigDecimal amount(String quantity) {
    return new Quantity(quantity).getNumericalAmount();
  }
}
