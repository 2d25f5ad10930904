package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.preview.PreviewResult.Change;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classes and effects of services. */
class PreviewTest {
  @Test
  void a_service_whose_revision_is_gone_is_unknown() {
    PreviewedService service = Fleets.service("checkout", "gold", Map.of());
    ServicePreview preview =
        new ServiceComparison(Fleets.PLANS, Fleets.candidate("platform: {}"))
            .compare(
                new PreviewedService(
                    service.service(),
                    null,
                    service.remembered(),
                    service.live(),
                    true,
                    RevisionFacts.FREE,
                    Fleets.NOTHING));
    assertThat(preview.type()).isEqualTo(ServiceClass.UNKNOWN);
    assertThat(preview.problem()).hasValueSatisfying(why -> assertThat(why).contains("is gone"));
  }

  private static final String OVERRIDE = "override.goldenpath.dev/";
  private static final String[] EFFECTS = {
    "databaseRestart",
    "queueRestart",
    "workloadRestart",
    "connectionsCut",
    "podsRefused",
    "exceedsUsage",
    "irreversible",
    "removed",
    "unsafe"
  };

  private static final GoldenPath MORE_MEMORY =
      Fleets.candidate(
          "components: { quota: { parameters: { memory: { tiers: { gold: 40Gi } } } } }");

  @Test
  void a_changed_value_is_one_kind_of_change_for_each_field() {
    PreviewResult result =
        preview(
            MORE_MEMORY, plain("checkout", "gold"), plain("search", "gold"), plain("b", "bronze"));

    assertThat(result.comparedWith()).isEqualTo("1.0.0");
    assertThat(result.services())
        .isEqualTo(services(3, 1, 2, 0, 0, 0, new PreviewResult.Staying(0, 0, 0)));
    assertThat(result.changes())
        .containsExactly(
            quota("spec.hard.limits.memory", "32Gi", "40Gi", "checkout", "search"),
            quota("spec.hard.requests.memory", "32Gi", "40Gi", "checkout", "search"));
    assertThat(result.effects()).containsOnlyKeys(EFFECTS);
    assertThat(Set.copyOf(result.effects().values())).containsExactly(0);
    assertThat(result.leftOut()).isNull();
  }

  @Test
  void names_of_services_and_teams_do_not_tell_kinds_apart() {
    PreviewResult result =
        preview(
            Fleets.candidate("platform: { teamGroup: \"oidc:{team}\" }"),
            plain("checkout", "gold"),
            plain("search", "bronze"));
    assertThat(result.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.field()).isEqualTo("subjects[0].name");
              assertThat(change.from()).isEqualTo("{team}");
              assertThat(change.to()).isEqualTo("oidc:{team}");
              assertThat(change.services()).isEqualTo(2);
            });

    PreviewResult monitored =
        preview(
            Fleets.candidate("components: { monitoring: { parameters: { path: { value: /m } } } }"),
            plain("checkout", "gold"),
            plain("search", "bronze"));
    assertThat(monitored.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.object()).isEqualTo("ServiceMonitor/{service}");
              assertThat(change.field()).isEqualTo("spec.endpoints[0].path");
            });
  }

  /** Twenty rules with another threshold are not twenty findings. */
  @Test
  void of_an_object_that_changes_in_many_fields_some_are_listed() {
    PreviewResult result =
        preview(
            Fleets.candidate(
                "components: { slo: { parameters: { availability: { value: \"99.95\" } } } }"),
            plain("checkout", "gold"),
            plain("search", "gold"));
    List<Change> rules =
        result.changes().stream().filter(each -> each.object().startsWith("Prom")).toList();
    assertThat(rules).hasSize(ChangeKeys.FIELDS + 1).allMatch(each -> each.services() == 2);
    assertThat(rules)
        .filteredOn(each -> "(others)".equals(each.field()))
        .singleElement()
        .satisfies(each -> assertThat(each.message()).matches("[0-9]+ more fields"));
  }

  @Test
  void an_override_that_does_not_fit_the_candidate_is_a_conflict() {
    PreviewedService service =
        Fleets.settled(
            Fleets.named("checkout", "gold", Map.of(OVERRIDE + "quota.memory", "48Gi")),
            Fleets.BUILT_IN);
    PreviewResult result =
        preview(
            Fleets.candidate(
                """
                components:
                  quota: { parameters: { memory: { maximum: 40Gi }, pods: { value: "200" } } }
                """),
            service);

    assertThat(result.services().conflict()).isEqualTo(1);
    assertThat(result.changes()).as("it is held, so nothing changes").isEmpty();
    assertThat(result.conflicts())
        .containsExactly(
            new PreviewResult.Conflict(
                "checkout", OVERRIDE + "quota.memory", "\"48Gi\" must be at most 40Gi"));
  }

  @Test
  void a_patch_that_does_not_fit_the_candidate_is_a_conflict() {
    PreviewResult result =
        preview(
            Fleets.candidate("components: { postgres: { patchable: [/spec/enablePDB] } }"),
            Fleets.service("checkout", "gold", Fleets.HATCHES.get("tuned")),
            plain("search", "gold"));

    assertThat(result.services().unchanged()).isEqualTo(1);
    assertThat(result.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.service()).isEqualTo("checkout");
              assertThat(conflict.key()).isEqualTo("patch.goldenpath.dev/postgres");
              assertThat(conflict.message())
                  .contains("\"/spec/postgresql/parameters/work_mem\"")
                  .contains("may change /spec/enablePDB");
            });
  }

  @Test
  void a_hatch_that_does_not_fit_either_revision_is_no_conflict() {
    PreviewedService mistaken =
        Fleets.service("checkout", "bronze", Fleets.HATCHES.get("mistaken"));
    assertThat(preview(MORE_MEMORY, mistaken).services().unchanged()).isEqualTo(1);
  }

  @Test
  void a_patch_of_a_component_that_is_ejected_is_no_conflict() {
    PreviewedService service =
        Fleets.service(
            "checkout",
            "gold",
            Map.of(
                "eject.goldenpath.dev/dashboard", "cost: x",
                "patch.goldenpath.dev/dashboard", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}"));
    GoldenPath without =
        Fleets.path("0.9.0", "components: { dashboard: { enabled: false, patchable: [/data/*] } }");
    PreviewedService earlier =
        new PreviewedService(
            service.service(),
            without,
            service.remembered(),
            service.live(),
            true,
            service.revision(),
            service.objects());
    assertThat(preview(Fleets.candidate("platform: {}"), earlier).services().unchanged())
        .isEqualTo(1);
  }

  @Test
  void pinned_held_and_paused_services_stay_and_are_unchanged() {
    PreviewedService plain = plain("checkout", "gold");
    PreviewResult result =
        preview(
            MORE_MEMORY,
            Fleets.with(plain, new RevisionFacts(true, false)),
            Fleets.with(plain, new RevisionFacts(false, true)),
            Fleets.service("search", "gold", Map.of("goldenpath.dev/paused", "incident: x")));
    assertThat(result.services())
        .isEqualTo(services(3, 3, 0, 0, 0, 0, new PreviewResult.Staying(1, 1, 1)));
    assertThat(result.changes()).isEmpty();
  }

  @Test
  void a_held_service_that_does_not_fit_the_candidate_either_is_a_conflict() {
    PreviewedService service =
        Fleets.with(
            Fleets.service("checkout", "gold", Map.of(OVERRIDE + "quota.memory", "48Gi")),
            new RevisionFacts(false, true));
    GoldenPath candidate =
        Fleets.candidate("components: { quota: { parameters: { memory: { maximum: 40Gi } } } }");
    assertThat(preview(candidate, service).services().conflict()).isEqualTo(1);
  }

  @Test
  void an_invalid_service_is_unchanged_and_one_that_only_one_revision_can_build_is_unknown() {
    PreviewedService invalid = plain("checkout", "iron");
    PreviewedService reserved = established(plain("traefik", "gold"), false);
    PreviewedService earlier = established(plain("traefik", "gold"), true);
    GoldenPath candidate = Fleets.candidate("platform: { ingressNamespaces: [traefik] }");
    PreviewResult result = preview(candidate, invalid, reserved, earlier);

    assertThat(result.services())
        .isEqualTo(services(3, 1, 1, 0, 0, 1, new PreviewResult.Staying(0, 0, 0)));
    assertThat(result.changes())
        .filteredOn(each -> each.type().equals("unknown"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.object()).isEqualTo("Namespace/{service}");
              assertThat(change.message()).contains("\"{service}\" is reserved");
              assertThat(change.examples()).containsExactly("traefik");
            });
  }

  @Test
  void a_component_that_is_switched_off_is_removed_unless_it_holds_data() {
    PreviewResult dashboards =
        preview(
            Fleets.candidate("components: { dashboard: { enabled: false } }"),
            plain("checkout", "gold"),
            Fleets.service("search", "gold", Fleets.HATCHES.get("ungraphed")));
    assertThat(dashboards.services().changed()).as("an ejected one is left").isEqualTo(1);
    assertThat(dashboards.effects()).containsEntry("removed", 1);
    assertThat(dashboards.changes())
        .containsExactly(
            new Change(
                "dashboard",
                "ConfigMap/golden-dashboard",
                null,
                "present",
                null,
                1,
                "changed",
                "is deleted",
                List.of("checkout")));

    PreviewResult databases =
        preview(
            Fleets.candidate("components: { postgres: { enabled: false } }"),
            plain("checkout", "gold"));
    assertThat(databases.effects()).containsEntry("removed", 0);
    assertThat(databases.changes())
        .filteredOn(each -> each.object().equals("Cluster/postgres"))
        .singleElement()
        .satisfies(each -> assertThat(each.message()).contains("stays, since it holds data"));
  }

  @Test
  void network_policies_that_end_altogether_cut_nothing() {
    PreviewResult off =
        preview(
            Fleets.candidate("components: { network: { enabled: false } }"),
            plain("checkout", "gold"));
    assertThat(off.effects()).containsEntry("removed", 1).containsEntry("connectionsCut", 0);

    PreviewResult other =
        preview(
            Fleets.candidate("platform: { ingressNamespaces: [traefik] }"),
            plain("checkout", "gold"));
    assertThat(other.effects()).containsEntry("removed", 0).containsEntry("connectionsCut", 1);
  }

  @Test
  void a_database_restarts_and_grows_for_good() {
    PreviewResult result =
        preview(
            Fleets.candidate(
                """
                components:
                  postgres: { parameters: { cpu: { value: "2" }, storage: { tiers: { gold: 120Gi } } } }
                  quota: { parameters: { cpu: { value: "32" } } }
                """),
            plain("checkout", "gold"),
            plain("search", "silver"),
            Fleets.service("bare", "gold", Fleets.HATCHES.get("bare")));
    assertThat(result.effects())
        .containsEntry("databaseRestart", 2)
        .containsEntry("irreversible", 1);
  }

  /** A default that is lowered moves nothing that is live, so nothing of it is changed. */
  @Test
  void what_cannot_go_back_stays() {
    GoldenPath candidate =
        Fleets.candidate(
            """
            components:
              postgres: { parameters: { version: { value: "16" }, storage: { tiers: { gold: 50Gi } } } }
            """);
    PreviewedService live =
        Fleets.settled(Fleets.named("checkout", "gold", Map.of()), Fleets.BUILT_IN);
    assertThat(preview(candidate, live).services().unchanged()).isEqualTo(1);
    assertThat(preview(candidate, plain("fresh", "gold")).services().changed()).isEqualTo(1);
  }

  @Test
  void a_quota_below_what_is_used_is_seen_in_the_live_object() {
    GoldenPath candidate =
        Fleets.candidate("components: { quota: { parameters: { pods: { value: \"12\" } } } }");
    assertThat(preview(candidate, plain("checkout", "bronze")).effects())
        .containsEntry("exceedsUsage", 0);
    assertThat(
            preview(
                    candidate,
                    Fleets.with(
                        plain("checkout", "bronze"),
                        live("ResourceQuota", "status: { used: { pods: \"13\" } }")))
                .effects())
        .containsEntry("exceedsUsage", 1);
  }

  @Test
  void an_object_that_its_owner_manages_is_left() {
    PreviewedService service =
        Fleets.with(
            plain("checkout", "gold"),
            object ->
                live("ResourceQuota", "")
                    .apply(object)
                    .map(
                        live -> {
                          live.getMetadata()
                              .setAnnotations(Map.of("goldenpath.dev/unmanaged", "cost: x"));
                          return live;
                        }));
    assertThat(preview(MORE_MEMORY, service).services().unchanged()).isEqualTo(1);
  }

  @Test
  void a_choice_that_becomes_unsafe_changes_no_object_and_is_counted() {
    GoldenPath trusting =
        Fleets.path(
            "0.9.0",
            "components: { network: { parameters: { ingress: { type: choice, choices: [closed, open], value: closed } } } }");
    PreviewedService open =
        Fleets.settled(
            Fleets.named("checkout", "gold", Map.of(OVERRIDE + "network.ingress", "open")),
            trusting);
    PreviewResult result = preview(Fleets.candidate("platform: {}"), open);
    assertThat(result.services().unchanged()).isEqualTo(1);
    assertThat(result.effects()).containsEntry("unsafe", 1);
  }

  @Test
  void the_answers_to_dry_runs_count_for_services_that_are_alike() {
    Preview preview = new Preview(Fleets.PLANS, MORE_MEMORY, "1.0.0", 2);
    for (int i = 0; i < 8; i++) {
      preview.add(plain("gold-" + i, "gold"));
    }
    assertThat(preview.dryRuns())
        .containsExactly(
            new DryRun("gold-0", "quota", "ResourceQuota/golden-quota"),
            new DryRun("gold-1", "quota", "ResourceQuota/golden-quota"));

    PreviewResult refused = preview.result(answers(preview, new Verdict.Refused("no way")));
    assertThat(refused.services().refused()).isEqualTo(8);
    assertThat(refused.dryRuns()).isEqualTo(new PreviewResult.DryRuns(2, 2_000, 20));
    assertThat(refused.changes())
        .hasSize(2)
        .allSatisfy(
            change -> {
              assertThat(change.type()).isEqualTo("refused");
              assertThat(change.message()).isEqualTo("no way");
              assertThat(change.services()).isEqualTo(8);
            });

    PreviewResult unknown = preview.result(answers(preview, new Verdict.Unknown("webhook down")));
    assertThat(unknown.services().unknown()).isEqualTo(8);

    PreviewResult accepted = preview.result(answers(preview, new Verdict.Accepted()));
    assertThat(accepted.services().changed()).isEqualTo(8);
  }

  @Test
  void pods_that_would_be_refused_are_counted_where_they_were_seen() {
    GoldenPath strict =
        Fleets.candidate(
            "components: { namespace: { parameters: { podSecurity: { value: restricted } } } }");
    Preview preview = new Preview(Fleets.PLANS, strict, "1.0.0", 20);
    for (int i = 0; i < 30; i++) {
      preview.add(plain("bronze-" + i, "bronze"));
    }
    Map<DryRun, Verdict> answers = answers(preview, new Verdict.Accepted());
    preview.dryRuns().stream()
        .limit(3)
        .forEach(run -> answers.put(run, new Verdict.PodsRefused(2)));
    PreviewResult result = preview.result(answers);

    assertThat(result.services().changed()).isEqualTo(30);
    assertThat(result.effects()).containsEntry("podsRefused", 3);
    assertThat(result.changes().get(0).message())
        .isEqualTo("would refuse 6 running pods in 3 of 20 services tried");
  }

  @Test
  void different_answers_for_one_kind_of_change_are_entries_of_their_own() {
    Preview preview = new Preview(Fleets.PLANS, MORE_MEMORY, "1.0.0", 4);
    for (int i = 0; i < 10; i++) {
      preview.add(plain("gold-" + i, "gold"));
    }
    Map<DryRun, Verdict> answers = answers(preview, new Verdict.Accepted());
    answers.put(preview.dryRuns().get(0), new Verdict.Refused("not you"));
    PreviewResult result = preview.result(answers);

    assertThat(result.services())
        .isEqualTo(services(10, 0, 9, 0, 1, 0, new PreviewResult.Staying(0, 0, 0)));
    assertThat(result.changes())
        .filteredOn(change -> change.field().endsWith("requests.memory"))
        .extracting(Change::type, Change::services, Change::message)
        .containsExactly(tuple("changed", 9, null), tuple("refused", 1, "not you"));
  }

  @Test
  void one_refused_object_refuses_the_service_and_none_of_its_effects_happens() {
    GoldenPath candidate =
        Fleets.candidate(
            """
            components:
              quota: { parameters: { pods: { value: "200" } } }
              postgres: { parameters: { memory: { value: 2Gi } } }
            """);
    Preview preview = new Preview(Fleets.PLANS, candidate, "1.0.0", 20);
    preview.add(plain("checkout", "silver"));
    Map<DryRun, Verdict> answers = answers(preview, new Verdict.Accepted());
    assertThat(preview.result(answers).effects()).containsEntry("databaseRestart", 1);

    answers.put(
        new DryRun("checkout", "quota", "ResourceQuota/golden-quota"), new Verdict.Refused("no"));
    PreviewResult result = preview.result(answers);
    assertThat(result.services().refused()).isEqualTo(1);
    assertThat(result.effects()).containsEntry("databaseRestart", 0);
  }

  @Test
  void a_service_that_cannot_be_compared_is_unknown() {
    PreviewedService broken =
        Fleets.with(
            plain("checkout", "gold"),
            object -> {
              throw new IllegalStateException("secret");
            });
    PreviewResult result = preview(MORE_MEMORY, broken, plain("search", "gold"));
    assertThat(result.services())
        .isEqualTo(services(2, 0, 1, 0, 0, 1, new PreviewResult.Staying(0, 0, 0)));
    assertThat(result.changes())
        .extracting(Change::message)
        .contains("the operator failed: IllegalStateException");
  }

  private static Map<DryRun, Verdict> answers(Preview preview, Verdict verdict) {
    Map<DryRun, Verdict> answers = new HashMap<>();
    preview.dryRuns().forEach(run -> answers.put(run, verdict));
    return answers;
  }

  private static PreviewResult preview(GoldenPath candidate, PreviewedService... services) {
    Preview preview = new Preview(Fleets.PLANS, candidate, "1.0.0", 20);
    Stream.of(services).forEach(preview::add);
    return preview.result(Map.of());
  }

  private static PreviewedService plain(String name, String tier) {
    return Fleets.service(name, tier, Map.of());
  }

  private static PreviewedService established(PreviewedService service, boolean established) {
    return new PreviewedService(
        service.service(),
        service.applied(),
        service.remembered(),
        service.live(),
        established,
        service.revision(),
        service.objects());
  }

  private static Function<DesiredObject, Optional<GenericKubernetesResource>> live(
      String kind, String status) {
    return object ->
        object.kind().kind().equals(kind)
            ? Optional.of(
                Serialization.unmarshal(
                    "metadata: { name: " + object.name() + " }\n" + status,
                    GenericKubernetesResource.class))
            : Optional.empty();
  }

  private static Change quota(String field, String from, String to, String... examples) {
    return new Change(
        "quota",
        "ResourceQuota/golden-quota",
        field,
        from,
        to,
        examples.length,
        "changed",
        null,
        List.of(examples));
  }

  private static PreviewResult.Services services(
      int total,
      int unchanged,
      int changed,
      int conflict,
      int refused,
      int unknown,
      PreviewResult.Staying staying) {
    return new PreviewResult.Services(
        total, unchanged, changed, conflict, refused, unknown, staying);
  }
}
