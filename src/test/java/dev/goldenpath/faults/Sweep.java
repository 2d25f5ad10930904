package dev.goldenpath.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The families of faults: which plans each has, how many of them one run takes, and the fault. */
enum Sweep {
  NONE(16, "no fault: each workload is compared with itself", (plan, service) -> new Calm()),
  CRASH(
      120,
      "the process is killed before a write is sent, before it is answered, or after",
      (plan, service) -> new AtWrite(service, plan.point(), Strikes.kill(plan.fault()))),
  TERM(
      40,
      "the same with SIGTERM",
      (plan, service) -> new AtWrite(service, plan.point(), Strikes.terminate(plan.fault()))),
  LATE(
      20,
      "a write reaches the server after its process was killed and others went on",
      (plan, service) -> new LateWrite(service, plan.point())),
  STALE(
      50,
      "events of a kind come late: after the first write of it, or after 2.5 s",
      (plan, service) -> new HeldEvents(service, plan.point(), plan.fault())),
  RESTART(
      25,
      "a new process gets a first list of a kind that is older than the workload",
      (plan, service) -> new StaleList(plan.point(), plan.fault().equals("settled"))),
  UNSEEN(
      40,
      "two changes that cancel each other, of which the operator sees neither",
      (plan, service) -> new Unseen(service, plan.point())),
  ERRORS(
      90,
      "one write is refused, throttled, reset or never answered",
      (plan, service) -> Catalogue.error(service, plan.point(), plan.fault())),
  REFUSAL(
      15,
      "all writes of an object are refused for 12 s",
      (plan, service) -> new Refusal(service, plan.point(), Integer.parseInt(plan.fault()))),
  WATCH(
      50,
      "a watch ends with 410, is closed, is silent, is garbled or is forbidden",
      (plan, service) -> new BrokenWatch(plan.point(), plan.fault())),
  REPLICAS(
      16,
      "of two replicas, the leader is killed, stopped or cut off at a write",
      (plan, service) -> new AtWrite(service, plan.point(), replica(plan.fault()))),
  API(
      6,
      "the CRD of a kind is deleted and comes back",
      (plan, service) -> new MissingApi(plan.point())),
  PATH(
      20,
      "the path document is replaced, or broken, for 4 s from a write on",
      (plan, service) -> new OtherPath(service, plan.point(), plan.fault())),
  OUTAGE(
      0,
      "for five minutes every request is refused, frozen or answered 503",
      (plan, service) -> new Outage(plan.point(), plan.fault()));

  private final int quota;
  private final String fault;
  private final BiFunction<Plan, String, Disturbance> disturbance;

  Sweep(int quota, String fault, BiFunction<Plan, String, Disturbance> disturbance) {
    this.quota = quota;
    this.fault = fault;
    this.disturbance = disturbance;
  }

  /** As in the names of plans. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many plans one run takes of it. */
  int quota() {
    return quota;
  }

  /** What happens, in words. */
  String fault() {
    return fault;
  }

  /** The fault of a plan of this sweep. */
  Disturbance disturbance(Plan plan, String service) {
    return disturbance.apply(plan, service);
  }

  /** How soon after the fault all must be as if undisturbed. */
  Duration liveness() {
    return Duration.ofSeconds(this == OUTAGE ? 60 : 30);
  }

  /** How many replicas it takes. */
  int replicas() {
    return this == REPLICAS ? 2 : 1;
  }

  static Sweep named(String text) {
    return Arrays.stream(values())
        .filter(sweep -> sweep.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text + " is no sweep"));
  }

  /** Every plan of it, given the writes of each workload. */
  List<Plan> plans(Map<Workload, List<String>> writes) {
    List<Plan> plans = new ArrayList<>();
    if (this == UNSEEN) {
      UnseenPair.ALL.forEach(
          pair -> plans.add(new Plan(this, pair, UnseenPair.kindOf(pair), "410")));
      return plans;
    }
    for (Workload workload : Workload.ALL) {
      for (String point : Catalogue.points(this, workload, writes.get(workload))) {
        Catalogue.faults(this, point)
            .forEach(each -> plans.add(new Plan(this, workload, point, each)));
      }
    }
    return plans;
  }

  private static AtWrite.Strike replica(String fault) {
    String[] words = fault.split("-");
    return switch (words[0]) {
      case "kill" -> Strikes.kill(words[1]);
      case "term" -> Strikes.terminate(words[1]);
      default -> Strikes.cutOff(words[1]);
    };
  }

  static Stream<String> replicaFaults() {
    return Stream.of("kill", "term", "cut")
        .flatMap(how -> Strikes.CUTS.stream().map(cut -> how + "-" + cut));
  }

  /** Nothing. */
  private static final class Calm extends Disturbance {
    @Override
    void acted(Lane lane, Stage stage) {
      happened();
      end();
    }
  }
}
