package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.operator.api.GoldenService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One operator and its services, through all that happens to them. */
final class Fleet {
  private static final Duration QUIET_TIME = Duration.ofMinutes(1);

  private final BenchSettings settings;
  private final PathVersions versions;
  private final Report report;
  private final List<String> names = new ArrayList<>();
  private final String row;
  private Subject subject;

  /**
   * A fleet without services yet.
   *
   * @param versions sees the versions of the same cluster
   */
  Fleet(Subject subject, BenchSettings settings, PathVersions versions, Report report) {
    this.subject = subject;
    this.settings = settings;
    this.versions = versions;
    this.report = report;
    this.row = String.valueOf(settings.services());
  }

  /** Creates the services. */
  Cost create(List<GoldenService> warmUp, List<GoldenService> services) {
    Bench.say("creating " + warmUp.size() + " services and then " + services.size());
    Cost cost = new Creation(subject, report).measureAtOnce(warmUp, services);
    warmUp.forEach(service -> names.add(Services.name(service)));
    services.forEach(service -> names.add(Services.name(service)));
    return cost;
  }

  /** The steps that were asked for. */
  void measure() throws InterruptedException {
    if (settings.has(Step.QUIET)) {
      Bench.say("doing nothing for a minute");
      measureQuiet();
    }
    if (settings.has(Step.SINGLE)) {
      Bench.say("creating single services");
      names.addAll(new Creation(subject, report).measureSingly());
    }
    if (settings.has(Step.REPAIRS)) {
      Bench.say("deleting an object of each kind");
      new Repairs(subject.cluster().admin(), subject.audit()).measure(names.get(0), report);
    }
    if (settings.has(Step.RESTART)) {
      Bench.say("restarting the operator");
      subject = new Restart(subject, report).measure(names.size(), row);
    }
    if (settings.has(Step.PATH)) {
      Bench.say("another path document for " + names.size() + " services");
      new PathChange(subject, versions, report).measure(names, row);
    }
    if (settings.has(Step.ROLLOUT)) {
      Bench.say("rolling out revisions to " + names.size() + " services");
      String inForce = settings.has(Step.PATH) ? PathChange.MORE_PODS : "";
      subject = new RolloutCost(subject, versions, report).measure(names, inForce, row);
    }
    if (settings.has(Step.FLOOD)) {
      Bench.say("a flood of " + settings.atOnce() + " objects");
      subject =
          new Flood(subject, report, names.get(0)).measure(settings.atOnce(), names.size(), row);
    }
    if (settings.has(Step.FAIRNESS)) {
      Bench.say("a service beside " + settings.atOnce() + " of another team");
      new Fairness(subject, report).measure(settings.atOnce());
    }
  }

  /** A watch that is renewed is no request about a service, but is told. */
  private void measureQuiet() throws InterruptedException {
    int mark = subject.audit().mark();
    long reconciliations = subject.reconciliations();
    TimeUnit.SECONDS.sleep(QUIET_TIME.toSeconds());
    List<ApiRequest> requests = subject.audit().since(mark);
    long renewals = requests.stream().filter(request -> request.verb().equals("watch")).count();
    report.budget(
        "requests in the minute after",
        requests.size() - renewals,
        0,
        renewals == 0 ? "" : " and " + renewals + " renewed watches");
    report.budget(
        "reconciliations in the minute after", subject.reconciliations() - reconciliations, 0, "");
  }
}
