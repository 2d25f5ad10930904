package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The two formats of the log, by the file that the product ships. */
class LogFormatTest {
  @Test
  void plain_text_ends_with_the_fields() throws Exception {
    assertThat(line("plain", new KeyValuePair("object", "ResourceQuota golden-quota")))
        .endsWith("Applier: applied object=\"ResourceQuota golden-quota\"\n");
    assertThat(line("plain")).endsWith("Applier: applied\n");
  }

  @Test
  void json_has_the_fields_as_fields() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(line("json", new KeyValuePair("service", "checkout")));
    assertThat(json.path("formattedMessage").asText()).isEqualTo("applied");
    assertThat(json.path("kvpList").path(0).path("service").asText()).isEqualTo("checkout");
  }

  private static String line(String format, KeyValuePair... fields) throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("LOG_FORMAT", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("dev.goldenpath.Applier"), Level.DEBUG, "applied", null, null);
    List.of(fields).forEach(event::addKeyValuePair);
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(format);
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
