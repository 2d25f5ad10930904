package dev.goldenpath.cli.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.terminal.Json;
import java.util.function.UnaryOperator;

/** The state of the page; every change reaches every browser. */
final class Board {
  private static final ObjectMapper JSON = Json.MAPPER;

  private final EventStreams events;
  private PageState state;

  Board(EventStreams events, PageState start) {
    this.events = events;
    this.state = start;
    publish();
  }

  synchronized PageState state() {
    return state;
  }

  synchronized void change(UnaryOperator<PageState> change) {
    state = change.apply(state);
    publish();
  }

  private void publish() {
    try {
      events.publish(JSON.writeValueAsString(state));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
