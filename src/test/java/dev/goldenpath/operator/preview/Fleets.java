package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.FittingTiers;
import dev.goldenpath.operator.support.Plans;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Services with and without hatches, and paths that differ from the built-in one. */
public final class Fleets {
  static final GoldenPath BUILT_IN = Documents.readBuiltIn();
  static final PlanResolver PLANS = new PlanResolver(Components.catalogue(), Set.of());
  static final Function<DesiredObject, Optional<GenericKubernetesResource>> NOTHING =
      object -> Optional.empty();

  /** The components of which something live counts. */
  private static final Set<String> READ = Set.of("quota", "postgres");

  /** Those that {@link Candidates} change. */
  private static final List<Tier> TIERS = List.of(Tier.BRONZE, Tier.SILVER, Tier.GOLD);

  private static final String OVERRIDE = "override.goldenpath.dev/";
  private static final String PATCH = "patch.goldenpath.dev/";
  private static final String EJECT = "eject.goldenpath.dev/";

  /** What the owners of services do, by a name for it. */
  public static final Map<String, Map<String, String>> HATCHES =
      Map.ofEntries(
          Map.entry("plain", Map.of()),
          Map.entry("memory", Map.of(OVERRIDE + "quota.memory", "48Gi")),
          Map.entry("storage", Map.of(OVERRIDE + "postgres.storage", "150Gi")),
          Map.entry(
              "counted", Map.of(PATCH + "quota", "{\"spec\":{\"hard\":{\"count/pods\":\"5\"}}}")),
          Map.entry("sampled", Map.of(PATCH + "monitoring", "{\"spec\":{\"sampleLimit\":5000}}")),
          Map.entry(
              "tuned",
              Map.of(
                  PATCH + "postgres",
                  "{\"spec\":{\"postgresql\":{\"parameters\":{\"work_mem\":\"8MB\"}}}}")),
          Map.entry(
              "labelled",
              Map.of(
                  PATCH + "network",
                  "{\"allow-platform\":{\"metadata\":{\"labels\":{\"a\":\"b\"}}}}")),
          Map.entry("ungraphed", Map.of(EJECT + "dashboard", "cost: x")),
          Map.entry(
              "unguarded",
              Map.of(EJECT + "network", "migration: x", EJECT + "postgres", "migration: x")),
          Map.entry(
              "open",
              Map.of(
                  OVERRIDE + "network.ingress", "open",
                  OVERRIDE + "network.allowFrom", "cart,orders")),
          Map.entry(
              "strict",
              Map.of(
                  OVERRIDE + "slo.availability", "99.95",
                  OVERRIDE + "slo.labels", "area=web",
                  OVERRIDE + "monitoring.port", "admin")),
          Map.entry("bare", Map.of(OVERRIDE + "postgres.provider", "none")),
          Map.entry(
              "mistaken",
              Map.of(
                  OVERRIDE + "quota.memry", "8Gi",
                  OVERRIDE + "quota.pods", "many",
                  PATCH + "quota", "{\"spec\":{\"hard\":{\"pods\":\"5\"}}}")));

  private Fleets() {}

  /** The built-in path with other content below {@code spec}. */
  public static GoldenPath path(String version, String content) {
    try {
      return Documents.read(
          """
          apiVersion: goldenpath.dev/v1alpha1
          kind: GoldenPath
          metadata: { name: default }
          spec:
            version: %s
          """
                  .formatted(version)
              + FittingTiers.of(content).indent(2));
    } catch (InvalidGoldenPathException e) {
      throw new IllegalArgumentException(content, e);
    }
  }

  static GoldenPath candidate(String content) {
    return path("1.1.0", content);
  }

  static GoldenService named(String name, String tier, Map<String, String> annotations) {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withUid("uid-" + name)
            .withAnnotations(annotations)
            .build());
    service.setSpec(new GoldenServiceSpec());
    service.getSpec().setTeam("payments");
    service.getSpec().setTier(tier);
    return service;
  }

  /** One about which nothing is remembered and of which nothing is live. */
  static PreviewedService service(String name, String tier, Map<String, String> annotations) {
    return new PreviewedService(
        named(name, tier, annotations),
        BUILT_IN,
        RememberedHatches.NONE,
        LiveValues.NONE,
        true,
        RevisionFacts.FREE,
        NOTHING);
  }

  static PreviewedService with(PreviewedService service, RevisionFacts revision) {
    return new PreviewedService(
        service.service(),
        service.applied(),
        service.remembered(),
        service.live(),
        service.established(),
        revision,
        service.objects());
  }

  static PreviewedService with(
      PreviewedService service,
      Function<DesiredObject, Optional<GenericKubernetesResource>> objects) {
    return new PreviewedService(
        service.service(),
        service.applied(),
        service.remembered(),
        service.live(),
        service.established(),
        service.revision(),
        objects);
  }

  /** The same after the path was applied, with what is then live and remembered. */
  static PreviewedService settled(GoldenService service, GoldenPath applied) {
    ServicePlan plan = PLANS.resolve(service, applied).plan().orElseThrow();
    return new PreviewedService(
        service, applied, Plans.done(plan), live(plan), true, RevisionFacts.FREE, NOTHING);
  }

  private static LiveValues live(ServicePlan plan) {
    LiveValues live = LiveValues.NONE;
    for (Component component : Components.ALL) {
      if (plan.includes(component.name()) && READ.contains(component.name())) {
        List<GenericKubernetesResource> objects =
            DesiredState.of(component, plan).wanted().stream()
                .map(DesiredObject::resource)
                .toList();
        live = live.with(component.live(objects.stream(), plan.platform(), Instant.EPOCH));
      }
    }
    return live;
  }

  /** Every hatch in two tiers, new and settled, and services that are unlike all others. */
  static List<PreviewedService> mixed(GoldenPath applied) {
    List<PreviewedService> fleet = new ArrayList<>();
    int number = 0;
    for (String hatch : HATCHES.keySet().stream().sorted().toList()) {
      String tier = TIERS.get(number % TIERS.size()).text();
      String other = TIERS.get(++number % TIERS.size()).text();
      fleet.add(settled(named(hatch + "-" + tier, tier, HATCHES.get(hatch)), applied));
      fleet.add(unlike(named(hatch + "-" + other, other, HATCHES.get(hatch)), applied, true));
    }
    Map<String, String> memory = Map.of(OVERRIDE + "quota.memory", "48Gi");
    fleet.add(
        with(settled(named("pinned", "gold", memory), applied), new RevisionFacts(true, false)));
    fleet.add(
        with(settled(named("held", "gold", Map.of()), applied), new RevisionFacts(false, true)));
    fleet.add(
        with(settled(named("stuck", "gold", memory), applied), new RevisionFacts(false, true)));
    fleet.add(settled(named("payments", "silver", Map.of()), applied));
    fleet.add(
        settled(named("paused", "gold", Map.of("goldenpath.dev/paused", "incident: x")), applied));
    fleet.add(unlike(named("nameless", "iron", Map.of()), applied, false));
    fleet.add(unlike(named("observability", "gold", Map.of()), applied, false));
    fleet.add(unlike(named("traefik", "gold", Map.of()), applied, true));
    return fleet;
  }

  private static PreviewedService unlike(
      GoldenService service, GoldenPath applied, boolean established) {
    return new PreviewedService(
        service,
        applied,
        RememberedHatches.NONE,
        LiveValues.NONE,
        established,
        RevisionFacts.FREE,
        NOTHING);
  }
}
