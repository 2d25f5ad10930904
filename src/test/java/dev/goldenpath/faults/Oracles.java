package dev.goldenpath.faults;

import dev.goldenpath.controlplane.ApiRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** What must hold for every plan once the service is as if undisturbed. */
final class Oracles {
  private final Lane lane;
  private final Stage stage;
  private final Plan plan;
  private final EndState before;
  private final int mark;

  Oracles(Lane lane, Stage stage, Plan plan, EndState before) {
    this.lane = lane;
    this.stage = stage;
    this.plan = plan;
    this.before = before;
    this.mark = lane.writes().mark();
  }

  /** What does not hold; waits for the quiet that is one of them. */
  List<String> judge(Disturbance disturbance, Reference expected, Duration quiet) {
    List<String> problems = new ArrayList<>(disturbance.complaints());
    problems.addAll(counts(disturbance, expected));
    problems.addAll(unquiet(expected, quiet));
    problems.addAll(data());
    problems.addAll(elsewhere(disturbance));
    int repairs = Trial.repairs(stage);
    if (disturbance.recreatedKinds().isEmpty() && repairs > expected.repairs()) {
      problems.add(
          "%d Events DriftRepaired, undisturbed %d".formatted(repairs, expected.repairs()));
    }
    return problems;
  }

  private List<String> counts(Disturbance disturbance, Reference expected) {
    List<String> problems = new ArrayList<>();
    Reference.Counts now =
        Reference.Counts.of(lane.writes().about(stage.name(), mark), stage.name());
    if (plan.sweep() != Sweep.UNSEEN) {
      problems.addAll(
          different("created", now.created(), expected.counts().created(), disturbance));
      problems.addAll(
          different("deleted", now.deleted(), expected.counts().deleted(), disturbance));
    }
    now.attempts()
        .forEach(
            (object, attempts) -> {
              int undisturbed = expected.counts().attempts().getOrDefault(object, 0);
              if (attempts > undisturbed + disturbance.attempts()) {
                problems.add(
                    "%d writes of %s, undisturbed %d".formatted(attempts, object, undisturbed));
              }
            });
    return problems;
  }

  private static List<String> different(
      String what,
      Map<String, Integer> now,
      Map<String, Integer> expected,
      Disturbance disturbance) {
    Map<String, String> different = new TreeMap<>();
    now.forEach(
        (object, count) -> {
          int before = expected.getOrDefault(object, 0);
          if (count != before) {
            different.put(object, "%d times, undisturbed %d".formatted(count, before));
          }
        });
    expected.forEach(
        (object, count) -> {
          if (!now.containsKey(object)) {
            different.put(object, "never, undisturbed " + count);
          }
        });
    different
        .keySet()
        .removeIf(object -> disturbance.recreatedKinds().stream().anyMatch(object::startsWith));
    return different.entrySet().stream()
        .map(each -> "%s %s %s".formatted(each.getKey(), what, each.getValue()))
        .toList();
  }

  private List<String> unquiet(Reference expected, Duration quiet) {
    int since = lane.writes().mark();
    quietFor(quiet);
    List<String> problems = new ArrayList<>();
    String takenBack =
        UnseenPair.leavesManager(plan.workload()) ? "patch " + plan.point() : "nothing";
    lane.writes().about(stage.name(), since).stream()
        .map(ApiRequest::what)
        .filter(what -> !what.equals(takenBack))
        .map(what -> "written in the quiet afterwards: " + what)
        .forEach(problems::add);
    stage.state().differences(expected.state()).stream()
        .map(each -> "changed in the quiet afterwards: " + each)
        .forEach(problems::add);
    return problems;
  }

  /** Lets time pass, in which nothing should happen. */
  static void quietFor(Duration time) {
    Awaitility.await("time to pass").pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
  }

  private List<String> data() {
    if (!plan.workload().keepsData()) {
      return List.of();
    }
    EndState now = stage.state();
    return before.dataUids().entrySet().stream()
        .filter(was -> !now.uid(was.getKey()).equals(Optional.of(was.getValue())))
        .map(was -> was.getKey() + " is not the same object any more")
        .toList();
  }

  private List<String> elsewhere(Disturbance disturbance) {
    List<String> problems = new ArrayList<>(lane.hurtBystanders());
    if (!disturbance.concernsAll()) {
      lane.writes().elsewhere(stage.name(), mark).stream()
          .map(
              write ->
                  "written elsewhere: %s %s/%s"
                      .formatted(write.what(), write.namespace(), write.name()))
          .distinct()
          .forEach(problems::add);
    }
    return problems;
  }
}
