package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.FilterReply;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.EventProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateFinalizerFilterTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain", "json"})
  void the_shipped_log_does_not_show_it(String format) throws Exception {
    LoggerContext context = new LoggerContext();
    context.putProperty("LOG_FORMAT", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LateFinalizerFilterTest.class.getResource("/logback.xml"));
    Appender<ILoggingEvent> appender =
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(format);

    assertThat(appender.getFilterChainDecision(event(EventProcessor.class, rejected(422, "spec"))))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void every_other_error_is_logged() {
    assertThat(decision(EventProcessor.class, rejected(422, "spec.tier")))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decision(EventProcessor.class, rejected(500, "spec")))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decision(LateFinalizerFilter.class, rejected(422, "spec")))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decision(EventProcessor.class, new KubernetesClientException("no answer")))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decision(EventProcessor.class, new IllegalStateException("a bug")))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  private static FilterReply decision(Class<?> logger, Exception thrown) {
    return new LateFinalizerFilter().decide(event(logger, thrown));
  }

  private static LoggingEvent event(Class<?> logger, Exception thrown) {
    return new LoggingEvent(
        "", new LoggerContext().getLogger(logger), Level.WARN, "Uncaught error", thrown, null);
  }

  private static KubernetesClientException rejected(int code, String field) {
    return new KubernetesClientException(
        new StatusBuilder()
            .withCode(code)
            .withNewDetails()
            .addNewCause(field, "Required value", "FieldValueRequired")
            .endDetails()
            .build());
  }
}
