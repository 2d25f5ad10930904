package dev.goldenpath.faults;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What somebody does with a service while the fault takes place.
 *
 * @param name as in the names of plans
 * @param prepare what is there before, in peace
 * @param act what is done; waits only where a person would
 * @param keepsData whether database and namespace must stay the same objects
 */
record Workload(String name, Consumer<Stage> prepare, Consumer<Stage> act, boolean keepsData) {
  private static final String CONFIRM = "goldenpath.dev/confirm-deletion";
  private static final String PAUSED = "goldenpath.dev/paused";
  private static final String EJECT = "eject.goldenpath.dev/dashboard";
  private static final String MEMORY = "override.goldenpath.dev/quota.memory";
  private static final String INTERVAL = "override.goldenpath.dev/monitoring.interval";
  private static final String WHY = "missing-feature: we keep our own";

  static final Workload CREATE =
      new Workload("create", stage -> {}, stage -> stage.create("silver", "Retain"), true);
  static final Workload TIER_UP = keeping("tier-up", silver(), stage -> stage.tier("gold"));
  static final Workload OVERRIDE_SET =
      keeping("override-set", silver(), stage -> stage.annotate(MEMORY, "20Gi"));
  static final Workload DRIFT = keeping("drift", silver(), Workload::drift);

  static final List<Workload> ALL =
      List.of(
          CREATE,
          TIER_UP,
          keeping("tier-down", ready("gold"), stage -> stage.tier("bronze")),
          OVERRIDE_SET,
          keeping("override-change", overridden(), stage -> stage.annotate(INTERVAL, "45s")),
          keeping("override-remove", overridden(), stage -> stage.annotate(INTERVAL, null)),
          keeping("eject", silver(), stage -> stage.annotate(EJECT, WHY)),
          keeping("take-back", ejected(), stage -> stage.annotate(EJECT, null)),
          keeping("pause", silver(), Workload::pause),
          keeping("retain", silver(), Stage::delete),
          keeping("change-and-leave", silver(), Workload::changeAndLeave),
          new Workload("delete", confirmed(), Stage::delete, false),
          keeping("recreate", silver(), Workload::recreate),
          new Workload("recreate-empty", confirmed(), Workload::recreate, false),
          keeping("adopt", Workload::offer, Workload::adopt),
          DRIFT);

  /** In the end all is as it was before. */
  boolean restores() {
    return equals(DRIFT) || name.startsWith("recreate");
  }

  static Workload named(String name) {
    return Stream.concat(ALL.stream(), UnseenPair.ALL.stream())
        .filter(workload -> workload.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is no workload"));
  }

  static Workload keeping(String name, Consumer<Stage> prepare, Consumer<Stage> act) {
    return new Workload(name, prepare, act, true);
  }

  static Consumer<Stage> silver() {
    return ready("silver");
  }

  private static Consumer<Stage> ready(String tier) {
    return stage -> stage.createReady(tier, "Retain");
  }

  private static Consumer<Stage> confirmed() {
    return stage -> {
      stage.createReady("silver", "Delete");
      stage.annotate(CONFIRM, stage.name());
    };
  }

  private static Consumer<Stage> overridden() {
    return stage -> {
      stage.createReady("silver", "Retain");
      stage.services().annotate(stage.name(), Map.of(MEMORY, "20Gi", INTERVAL, "20s"));
      stage.awaitHatches("quota.memory", "monitoring.interval");
    };
  }

  private static Consumer<Stage> ejected() {
    return stage -> {
      stage.createReady("silver", "Retain");
      stage.annotate(EJECT, WHY);
      stage.awaitHatches("dashboard");
    };
  }

  private static void pause(Stage stage) {
    stage.annotate(PAUSED, "incident: all hands off");
    stage.await("paused", () -> stage.isTrue("Paused"));
    stage.mergeInto("resourcequotas", "{\"spec\":{\"hard\":{\"pods\":\"7\"}}}");
    stage.tier("gold");
    stage.await("seen, and paused", () -> stage.isTrue("Paused"));
    String pods = stage.object("resourcequotas").get().get("spec", "hard", "pods");
    if (!"7".equals(pods)) {
      throw new IllegalStateException("a paused service was written to: pods " + pods);
    }
    stage.annotate(PAUSED, null);
  }

  private static void changeAndLeave(Stage stage) {
    stage.tier("gold");
    stage.awaitReady();
    stage.delete();
    stage.awaitGone();
  }

  private static void recreate(Stage stage) {
    String policy = stage.services().get(stage.name()).getSpec().getDeletionPolicy();
    stage.delete();
    stage.awaitGone();
    stage.create("silver", policy);
  }

  private static void offer(Stage stage) {
    stage
        .admin()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(stage.name())
                .addToLabels("goldenpath.dev/adoptable", stage.name())
                .addToLabels("example.org/keep", "me")
                .endMetadata()
                .build())
        .create();
  }

  private static void adopt(Stage stage) {
    stage.services().create(stage.name(), "bronze", Map.of("goldenpath.dev/adopt", "it is old"));
  }

  private static void drift(Stage stage) {
    stage.mergeInto("resourcequotas", "{\"spec\":{\"hard\":{\"pods\":\"7\"}}}");
    stage.object("rolebindings").delete();
  }
}
