package dev.goldenpath.faults;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Every write of an object is refused for a while, as by a quota or a policy: the service says so,
 * in the server's words, while all else is built.
 */
final class Refusal extends Disturbance {
  /** A transient error is reported by the attempt after 8 seconds, with its own repetitions. */
  private static final Duration LASTS = Duration.ofSeconds(12);

  /** A workload that waits for the refused write itself goes on after that. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final String WORDS = "by the proxy";

  private final String service;
  private final String write;
  private final int code;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> first = new AtomicReference<>();

  Refusal(String service, String write, int code) {
    this.service = service;
    this.write = write;
    this.code = code;
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    if (isOver() || Write.about(service, call).filter(write::equals).isEmpty()) {
      return Optional.empty();
    }
    first.compareAndSet(null, Instant.now());
    if (first.get().plus(LONGEST).isBefore(Instant.now())) {
      end();
      return Optional.empty();
    }
    happened();
    return Optional.of(Fault.answer(code));
  }

  private boolean isOver() {
    return !over().equals(Instant.MAX);
  }

  @Override
  void acted(Lane lane, Stage stage) {
    if (isOver()) {
      return;
    }
    Instant until = Instant.now().plus(LASTS);
    try {
      stage.await("refused for long", () -> Instant.now().isAfter(until));
      GoldenService now = stage.services().get(service);
      List<StatusCondition> conditions =
          now == null || now.getStatus() == null ? List.of() : now.getStatus().conditions();
      if (conditions.stream().noneMatch(each -> each.message().contains(WORDS))) {
        complaints.add("no condition quotes the refusal of " + write);
      }
      List<String> held =
          conditions.stream()
              .filter(each -> each.type().endsWith("Ready") && !each.type().equals("Ready"))
              .filter(each -> !each.holds() && !each.message().contains(WORDS))
              .map(each -> each.type() + ": " + each.message())
              .toList();
      if (!held.isEmpty() && !write.contains("namespaces")) {
        complaints.add("the refusal of %s holds up others: %s".formatted(write, held));
      }
    } finally {
      end();
    }
  }

  @Override
  List<String> complaints() {
    return isMet() ? complaints : List.of();
  }

  @Override
  int attempts() {
    return ATTEMPTS_WHILE_IT_LASTS;
  }
}
