package dev.goldenpath.operator.support;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans of the service shop, tier gold, by its annotations and by what its status says. */
public final class Plans {
  private Plans() {}

  public static ServicePlan plan(Map<String, String> annotations) {
    return plan(annotations, Optional.empty());
  }

  public static ServicePlan plan(
      Map<String, String> annotations, Optional<GoldenServiceStatus> before) {
    return plan("shop", "gold", annotations, before, LiveValues.NONE);
  }

  /** With what is live of it. */
  public static ServicePlan plan(Map<String, String> annotations, LiveValues live) {
    return plan("shop", "gold", annotations, Optional.empty(), live);
  }

  /** On a path with these revisions. */
  public static ServicePlan plan(Map<String, String> annotations, KnownRevisions revisions) {
    return plan("shop", "gold", annotations, Optional.empty(), LiveValues.NONE, revisions);
  }

  private static ServicePlan plan(
      String name,
      String tier,
      Map<String, String> annotations,
      Optional<GoldenServiceStatus> before,
      LiveValues live) {
    return plan(name, tier, annotations, before, live, KnownRevisions.NONE);
  }

  private static ServicePlan plan(
      String name,
      String tier,
      Map<String, String> annotations,
      Optional<GoldenServiceStatus> before,
      LiveValues live,
      KnownRevisions revisions) {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder().withName(name).withUid("uid").withAnnotations(annotations).build());
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam("payments");
    spec.setTier(tier);
    service.setSpec(spec);
    service.setStatus(before.orElse(null));
    return new PlanResolver(Components.catalogue(), Set.of())
        .resolve(
            service,
            Documents.readBuiltIn(),
            before.map(Plans::remembered).orElse(RememberedHatches.NONE),
            false,
            live,
            revisions)
        .plan()
        .orElseThrow();
  }

  /** How many objects a service without hatches has. */
  public static int objects() {
    ServicePlan plan = plan(Map.of());
    return Components.ALL.stream().mapToInt(component -> component.desired(plan).size()).sum();
  }

  /** Kind and name of what stays of a service that is deleted with Retain. */
  public static Set<String> retained(String service, String tier) {
    ServicePlan plan = plan(service, tier, Map.of(), Optional.empty(), LiveValues.NONE);
    return Components.ALL.stream()
        .filter(Component::keptOnRelease)
        .flatMap(component -> component.desired(plan).stream())
        .map(object -> object.getKind() + "/" + object.getMetadata().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The message of a service of team and tier alone whose components are all ready, but for so many
   * that left.
   */
  public static String allReady(int ejected) {
    return allReady(plan(Map.of()), ejected);
  }

  /** The message of a service whose components are all ready, but for so many that left. */
  public static String allReady(ServicePlan plan, int ejected) {
    int road =
        (int) Components.ALL.stream().filter(each -> !each.desired(plan).isEmpty()).count()
            - ejected;
    return "%d of %d components ready%s"
        .formatted(road, road, ejected == 0 ? "" : ", " + ejected + " ejected");
  }

  /** What is remembered of a service whose hatches are what a status says. */
  public static RememberedHatches remembered(GoldenServiceStatus status) {
    Map<String, String> overrides = new HashMap<>();
    status.hatches(HatchKind.OVERRIDE).forEach(each -> overrides.put(each.target(), each.value()));
    Map<String, String> patches = new HashMap<>();
    status.hatches(HatchKind.PATCH).forEach(each -> patches.put(each.target(), each.value()));
    Map<String, RememberedHatches.HandedOver> handedOver = new HashMap<>();
    status
        .hatches(HatchKind.EJECT)
        .forEach(
            each ->
                handedOver.put(
                    each.target(),
                    new RememberedHatches.HandedOver(each.reason(), each.message(), false)));
    return new RememberedHatches(overrides, patches, handedOver);
  }

  /** What is remembered of a service once all that it asks for is done. */
  public static RememberedHatches done(ServicePlan plan) {
    RememberedHatches done = RememberedHatches.NONE;
    for (var eject : plan.hatches().ejected().entrySet()) {
      done = done.handedOver(eject.getKey(), eject.getValue());
    }
    for (var patch : plan.hatches().patches().entrySet()) {
      done = done.patched(patch.getKey(), patch.getValue().patches().get(0).text());
    }
    return done.understood(plan.hatches());
  }

  /** A status as the API server would have it, in YAML. */
  public static GoldenServiceStatus status(String yaml) {
    return Serialization.unmarshal(yaml, GoldenServiceStatus.class);
  }
}
