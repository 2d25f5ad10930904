package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.FaultProxy;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A service that is deleted while the operator is adding its finalizer. */
class LateFinalizerIT extends WithOperator {
  private static final String OTHER = "example.org/other";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    operator.close();
    log.list.clear();
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void restart() {
    root().detachAppender(log);
    operator = RunningOperator.start(controlPlane.operator());
  }

  @Test
  void a_service_that_has_gone_is_no_warning(FreshName name) {
    whileTheFinalizerIsLate(
        name.value(),
        service -> {
          services.resource(service).delete();
          services.awaitGone(service);
        });

    assertThat(warnings()).singleElement().satisfies(LateFinalizerIT::isKeptOut);
    assertThat(services.get(name.value())).isNull();
  }

  @Test
  void a_service_that_another_keeps_while_it_is_deleted_is_no_warning(FreshName name) {
    whileTheFinalizerIsLate(
        name.value(),
        service -> {
          finalizers(service, OTHER);
          services.resource(service).delete();
        });

    assertThat(warnings()).singleElement().satisfies(LateFinalizerIT::isKeptOut);
    finalizers(name.value());
    services.awaitGone(name.value());
  }

  /** Nothing but the finalizer is written to a service that has none yet. */
  private void whileTheFinalizerIsLate(String service, Consumer<String> deletion) {
    CountDownLatch late = new CountDownLatch(1);
    try (FaultProxy proxy = FaultProxy.before(controlPlane.admin().getConfiguration());
        RunningOperator slow = RunningOperator.start(controlPlane.operator(proxy.url()))) {
      proxy.each(
          call -> call.watches() && call.path().endsWith("/goldenservices"),
          Fault.holdEvents(event -> event.contains("deletionTimestamp"), late));
      FaultProxy.Rule finalizer =
          proxy.nth(
              1,
              call -> call.method().equals("PATCH") && call.isOf("goldenservices", service),
              Fault.holdRequest(late));
      services.create(service, "bronze");
      await("the finalizer is on its way").until(() -> finalizer.met() == 1);
      deletion.accept(service);
      late.countDown();
      await("the rejection is logged").until(() -> !warnings().isEmpty());
    } finally {
      late.countDown();
    }
  }

  private void finalizers(String service, String... finalizers) {
    services
        .resource(service)
        .edit(
            live -> {
              live.getMetadata().setFinalizers(List.of(finalizers));
              return live;
            });
  }

  private List<ILoggingEvent> warnings() {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .filter(event -> event.getThrowableProxy() != null)
        .toList();
  }

  private static void isKeptOut(ILoggingEvent warning) {
    assertThat(new LateFinalizerFilter().decide(warning)).isEqualTo(FilterReply.DENY);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }
}
