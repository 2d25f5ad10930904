package dev.goldenpath.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Which plans there are, and which of them a seed chooses. */
final class Catalogue {
  private static final Map<String, AtWrite.Strike> ERRORS = Strikes.errors();
  private static final List<String> HANGS = List.of("hang", "hang-committed");

  private static final String PRIMARY = "goldenservices";

  /** Each that hangs takes long, so only this one may. */
  private static final String HANGING = "patch-resourcequotas-golden-quota";

  private static final Set<String> RESTARTED =
      Set.of("tier-up", "override-remove", "eject", "take-back", "retain", "delete", "recreate");
  private static final Set<String> OVERTAKEN =
      Set.of("recreate", "recreate-empty", "change-and-leave");
  private static final Set<String> BROKEN = Set.of("tier-up", "override-set", "drift", "recreate");
  private static final Set<String> WITHOUT_API = Set.of("create", "tier-up", "override-set");
  private static final Set<String> LED = Set.of("create", "tier-up", "eject", "retain", "recreate");

  private final Map<Workload, List<String>> writes;

  /** One write fails in a way that has this name. */
  static Disturbance error(String service, String write, String fault) {
    return HANGS.contains(fault)
        ? new Hang(service, write, fault.endsWith("committed"))
        : new AtWrite(service, write, Objects.requireNonNull(ERRORS.get(fault)));
  }

  /** By the writes of each workload, undisturbed. */
  Catalogue(Map<Workload, List<String>> writes) {
    this.writes = writes;
  }

  /** Every plan of a sweep. */
  List<Plan> all(Sweep sweep) {
    return sweep.plans(writes);
  }

  /**
   * As many plans of a sweep as one run takes. Seeds that follow each other choose others, until
   * all were chosen.
   */
  List<Plan> chosen(Sweep sweep, long seed, int count) {
    List<Plan> plans = all(sweep);
    Collections.shuffle(plans, new Random(sweep.ordinal()));
    List<Plan> chosen = new ArrayList<>();
    for (int i = 0; i < Math.min(count, plans.size()); i++) {
      chosen.add(plans.get((int) Math.floorMod(seed * count + i, (long) plans.size())));
    }
    return chosen;
  }

  static List<String> points(Sweep sweep, Workload workload, List<String> writes) {
    return switch (sweep) {
      case NONE -> List.of("-");
      case CRASH, TERM, PATH -> writes;
      case ERRORS -> waitsForReady(workload) ? List.of() : writes;
      case LATE -> in(OVERTAKEN, workload, untilGone(writes));
      case REPLICAS -> in(LED, workload, writes);
      case REFUSAL ->
          writes.stream()
              .filter(write -> !write.contains("~") && write.startsWith("patch-"))
              .filter(write -> !write.contains(PRIMARY) && !write.contains("events"))
              .filter(write -> workload.keepsData() && !waitsForReady(workload))
              .toList();
      case STALE ->
          kindsIn(writes).stream()
              .filter(kind -> !(workload.equals(Workload.DRIFT) && kind.equals(PRIMARY)))
              .toList();
      case RESTART -> in(RESTARTED, workload, kinds());
      case WATCH -> in(BROKEN, workload, kinds());
      case API -> in(WITHOUT_API, workload, List.of("servicemonitors", "prometheusrules"));
      case OUTAGE -> workload.name().startsWith("recreate") ? List.of() : List.of("300s");
      case UNSEEN -> List.of();
    };
  }

  static List<String> faults(Sweep sweep, String point) {
    return switch (sweep) {
      case NONE -> List.of("none");
      case CRASH, TERM -> Strikes.CUTS;
      case ERRORS ->
          Stream.concat(
                  ERRORS.keySet().stream(), HANGS.stream().filter(no -> point.equals(HANGING)))
              .toList();
      case REFUSAL -> List.of("403", "422", "503");
      case REPLICAS -> Sweep.replicaFaults().toList();
      case PATH -> OtherPath.WAYS;
      case STALE -> List.of("after", "late");
      case RESTART -> List.of("settled", "underway");
      case WATCH -> BrokenWatch.WAYS;
      case API -> List.of("deleted");
      case LATE -> List.of("killed");
      case OUTAGE -> Outage.WAYS;
      case UNSEEN -> List.of("410");
    };
  }

  private static List<String> in(Set<String> names, Workload workload, List<String> points) {
    return names.contains(workload.name()) ? points : List.of();
  }

  /**
   * Of a service that is gone in the end. What a late write changes of an object that is still the
   * same one is repaired, or released, by the next reconciliation: it is not fenced.
   */
  private static List<String> untilGone(List<String> writes) {
    int last = writes.indexOf("patch-goldenservices");
    return writes.subList(0, last + 1).stream()
        .filter(write -> !write.contains("events") && !write.equals("patch-namespaces"))
        .filter(write -> !write.contains("status") || writes.size() > last + 5)
        .toList();
  }

  /** A service stays Ready while a write fails for less than five seconds, so this goes on. */
  private static boolean waitsForReady(Workload workload) {
    return workload.name().equals("change-and-leave");
  }

  private static List<String> kinds() {
    return Stream.concat(Stream.of(PRIMARY), EndState.kinds().stream()).toList();
  }

  private static List<String> kindsIn(List<String> writes) {
    return Stream.concat(
            Stream.of(PRIMARY), writes.stream().map(Write::kind).filter(EndState.kinds()::contains))
        .distinct()
        .toList();
  }
}
