package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.MDC;

/**
 * Runs reconciliations in a fair order. The framework hands over a task without saying whose it is,
 * but puts the name of the resource into the logging context first, as its documentation says.
 */
final class FairExecutor extends ThreadPoolExecutor {
  /** The framework's key in the logging context (5.2.3, MDCUtils). */
  private static final String NAME = "resource.name";

  private final Function<String, Optional<GoldenService>> services;
  private final FairQueue<Runnable> queue = new FairQueue<>();

  /**
   * Creates an executor.
   *
   * @param threads the number of reconciliations at the same time
   * @param services finds a service by its name
   */
  FairExecutor(int threads, Function<String, Optional<GoldenService>> services) {
    super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    this.services = services;
  }

  @Override
  public void execute(Runnable reconciliation) {
    Optional<GoldenService> service = Optional.ofNullable(MDC.get(NAME)).flatMap(services);
    queue.add(
        service.map(FairExecutor::team).orElse(""),
        service.map(FairExecutor::rank).orElse(0),
        reconciliation);
    super.execute(() -> queue.next().run());
  }

  private static String team(GoldenService service) {
    return service.getSpec() == null
        ? ""
        : Objects.requireNonNullElse(service.getSpec().getTeam(), "");
  }

  /**
   * First the services that are not as they should be, as far as is known; then those that are only
   * looked after, such as the whole fleet after a restart. Of both, the most important tier first.
   */
  static int rank(GoldenService service) {
    int tier =
        Optional.ofNullable(service.getSpec())
            .flatMap(spec -> Tier.of(spec.getTier()))
            .map(Tier.BY_IMPORTANCE::indexOf)
            .orElse(Tier.BY_IMPORTANCE.size());
    return isSettled(service) ? Tier.BY_IMPORTANCE.size() + 1 + tier : tier;
  }

  private static boolean isSettled(GoldenService service) {
    Optional<GoldenServiceStatus> status = Optional.ofNullable(service.getStatus());
    return !service.isMarkedForDeletion()
        && status
            .filter(
                now ->
                    Objects.equals(now.observedGeneration(), service.getMetadata().getGeneration()))
            .isPresent()
        && StatusAssembler.find(status, ConditionType.READY)
            .filter(StatusCondition::holds)
            .isPresent();
  }
}
