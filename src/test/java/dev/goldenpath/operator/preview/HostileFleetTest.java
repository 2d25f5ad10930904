package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fleets in which every service differs from every other: what is kept and shown is bounded. */
class HostileFleetTest {
  private static final int SERVICES = 12_000;

  @Test
  void values_that_differ_for_every_service_become_one_kind_of_change() {
    FleetChanges fleet = new FleetChanges(20);
    for (int i = 0; i < SERVICES; i++) {
      add(fleet, i, change("spec.hard.pods", "" + i, "200"));
    }
    assertThat(fleet.kinds()).hasSize(FleetChanges.VALUES + 1);
    assertThat(fleet.kinds().get(0).key().message()).isEqualTo("several values");
    assertThat(fleet.kinds().get(0).services()).isEqualTo(SERVICES - FleetChanges.VALUES);
    assertThat(fleet.untracked()).isZero();
  }

  @Test
  void fields_that_differ_for_every_service_are_counted() {
    FleetChanges fleet = new FleetChanges(20);
    for (int i = 0; i < SERVICES; i++) {
      add(fleet, i, change("metadata.labels.a" + i, "1", "2"));
    }
    assertThat(fleet.kinds()).hasSize(FleetChanges.KINDS);
    assertThat(fleet.untracked()).isEqualTo(SERVICES - FleetChanges.KINDS);
    FleetCounts counts = FleetCounts.of(fleet, new Verdicts(Map.of()));
    assertThat(counts.services(ServiceClass.CHANGED)).isEqualTo(SERVICES);
  }

  @Test
  void combinations_that_differ_for_every_service_are_counted() {
    FleetChanges fleet = new FleetChanges(20);
    for (int i = 0; i < SERVICES; i++) {
      int number = i;
      add(
          fleet,
          i,
          IntStream.range(0, 14)
              .filter(bit -> (number & (1 << bit)) != 0)
              .mapToObj(bit -> change("spec.a" + bit, "1", "2"))
              .toArray(FieldChange[]::new));
    }
    assertThat(fleet.likenesses()).hasSizeLessThanOrEqualTo(FleetChanges.COMBINATIONS + 1);
    assertThat(fleet.unlike()).isEqualTo(SERVICES - FleetChanges.COMBINATIONS);
    FleetCounts counts = FleetCounts.of(fleet, new Verdicts(Map.of()));
    assertThat(counts.services(ServiceClass.CHANGED)).isEqualTo(SERVICES);
    assertThat(counts.effects(0)).containsEntry("irreversible", SERVICES);
  }

  @Test
  void an_unknown_service_stays_so_if_nothing_more_is_tracked() {
    FleetChanges fleet = new FleetChanges(20);
    for (int i = 0; i < FleetChanges.KINDS; i++) {
      add(fleet, i, change("metadata.labels.a" + i, "1", "2"));
    }
    fleet.add(Fleets.service("odd", "gold", Map.of()), ServicePreview.unknown("a reason"));
    FleetCounts counts = FleetCounts.of(fleet, new Verdicts(Map.of()));
    assertThat(counts.services(ServiceClass.UNKNOWN)).isEqualTo(1);
  }

  @Test
  void a_result_is_bounded_whatever_the_texts_are() throws JsonProcessingException {
    String longest = "\u0000😀<".repeat(20_000);
    FleetChanges fleet = new FleetChanges(20);
    for (int i = 0; i < 200; i++) {
      add(fleet, i, change("metadata.labels." + longest + i, longest + i, longest));
    }
    Verdicts verdicts =
        new Verdicts(
            DryRunPlan.of(fleet.kinds(), 1, 100).stream()
                .collect(Collectors.toMap(run -> run, run -> new Verdict.Refused(longest))));
    List<PreviewResult.Change> changes = new ArrayList<>();
    fleet.kinds().forEach(kind -> changes.addAll(new ListedChanges(verdicts).of(kind)));

    for (PreviewResult.Change change : changes) {
      assertThat(new ObjectMapper().writeValueAsString(change).getBytes(StandardCharsets.UTF_8))
          .hasSizeLessThan(8_192);
    }
  }

  @Test
  void a_service_cannot_fill_the_list_of_conflicts() {
    List<String> parameters =
        Stream.of("1h", "6h", "1d", "3d", "Down", "Missing")
            .map(each -> "severity" + each)
            .toList();
    String content =
        parameters.stream()
            .map(each -> each + ": { type: choice, choices: [none], value: none }")
            .collect(Collectors.joining(", ", "components: { slo: { parameters: { ", " } } }"));
    Map<String, String> overrides =
        parameters.stream()
            .collect(
                Collectors.toMap(each -> "override.goldenpath.dev/slo." + each, each -> "info"));
    Preview preview = new Preview(Fleets.PLANS, Fleets.candidate(content), "1.0.0", 20);
    for (int i = 0; i < 30; i++) {
      preview.add(Fleets.service("s" + i, "gold", overrides));
    }
    PreviewResult result = preview.result(Map.of());

    assertThat(result.services().conflict()).isEqualTo(30);
    assertThat(result.conflicts()).hasSize(Bounds.PREVIEW_CONFLICTS);
    assertThat(result.conflicts().stream().filter(each -> each.service().equals("s0"))).hasSize(5);
    assertThat(result.leftOut()).isEqualTo(new PreviewResult.LeftOut(0, 30 * 6 - 100, 0, 0));
  }

  private static void add(FleetChanges fleet, int number, FieldChange... fields) {
    List<ObjectChange> objects =
        Stream.of(fields)
            .map(
                field ->
                    new ObjectChange("quota", field.kind(), field.name(), List.of(field), false))
            .toList();
    fleet.add(
        Fleets.service("s" + number, "gold", Map.of()),
        new ServicePreview(
            ServiceClass.CHANGED,
            Optional.empty(),
            objects,
            Set.of(Effect.IRREVERSIBLE),
            List.of(),
            Optional.empty()));
  }

  private static FieldChange change(String field, String from, String to) {
    return new FieldChange("ResourceQuota", "golden-quota", field, from, to);
  }
}
