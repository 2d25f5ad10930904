package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.tryout.LocalPlatform;
import dev.goldenpath.tryout.ServiceWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures one operator on one control plane, step by step: many services at once, the quiet after
 * them, single services, repairs, and a restart. The exit code says whether all budgets are kept.
 */
public final class Bench {
  private static final Duration QUIET_TIME = Duration.ofMinutes(1);

  private Bench() {}

  /** Argument: the number of services; without one, BENCH_SERVICES, else 200. */
  public static void main(String[] arguments) throws InterruptedException {
    LocalPlatform.missing().ifPresent(Bench::refuse);
    String count =
        arguments.length > 0
            ? arguments[0]
            : Optional.ofNullable(System.getenv("BENCH_SERVICES")).orElse("200");
    if (!count.matches("[1-9][0-9]{0,3}")) {
      refuse("BENCH_SERVICES: \"" + count + "\" must be a whole number from 1 to 9999");
    }
    System.exit(run(Integer.parseInt(count)) ? 0 : 1);
  }

  private static boolean run(int count) throws InterruptedException {
    Path workDir = Path.of("target", "bench", String.valueOf(ProcessHandle.current().pid()));
    try (LocalPlatform platform = LocalPlatform.start(workDir);
        ServiceWatch watch = new ServiceWatch(platform.admin(), (age, before, now) -> {})) {
      Report report = measure(platform, watch, count);
      System.out.printf("%n%s%n", report);
      return report.isKept();
    } catch (RuntimeException e) {
      System.err.println("stopped: " + e);
      return false;
    }
  }

  private static Report measure(LocalPlatform platform, ServiceWatch watch, int count)
      throws InterruptedException {
    Report report = new Report();
    List<GoldenService> services = Services.named("bench", count);
    platform.playDatabase();
    say("writing the objects of " + count + " services directly");
    Duration direct = new DirectWrites(platform.admin()).write(count);

    say("creating " + count + " services");
    AuditLog audit = new AuditLog(platform.controlPlane().auditLog());
    Subject subject = new Subject(platform, platform.startOperator("operator"), watch, audit);
    Creation creation = new Creation(subject, report);
    creation.measureAtOnce(services, direct);

    say("doing nothing for a minute");
    measureQuiet(audit, report);
    say("creating single services");
    creation.measureSingly();
    say("deleting an object of each kind");
    new Repairs(platform.admin(), audit).measure(Services.name(services.get(0)), report);
    say("restarting the operator");
    new Restart(subject, report).measure(count);
    return report;
  }

  /** A watch that is renewed is no request about a service, but is told. */
  private static void measureQuiet(AuditLog audit, Report report) throws InterruptedException {
    int mark = audit.mark();
    TimeUnit.SECONDS.sleep(QUIET_TIME.toSeconds());
    List<ApiRequest> requests = audit.since(mark);
    long renewals = requests.stream().filter(request -> request.verb().equals("watch")).count();
    report.budget(
        "requests in the minute after",
        requests.size() - renewals,
        0,
        renewals == 0 ? "" : " and " + renewals + " renewed watches");
  }

  private static void say(String step) {
    System.out.println("... " + step);
  }

  private static void refuse(String problem) {
    System.err.println(problem);
    System.exit(2);
  }
}
