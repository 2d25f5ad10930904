package dev.goldenpath.cli.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.cli.text.DataText;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What has changed as data, for programs. */
final class ProgressData implements Progress {
  /** ASCII alone, so that no character of a message reaches a terminal as it is. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Terminal terminal;
  private final String name;
  private final Function<Map<String, Object>, String> form;
  private Map<String, Object> shown = Map.of();

  private ProgressData(Terminal terminal, String name, Function<Map<String, Object>, String> form) {
    this.terminal = terminal;
    this.name = name;
    this.form = form;
  }

  /** A JSON object in a line for each change. */
  static Progress json(Terminal terminal, String name) {
    return new ProgressData(terminal, name, ProgressData::line);
  }

  /** A YAML document for each change. */
  static Progress yaml(Terminal terminal, String name) {
    return new ProgressData(terminal, name, DataText::yaml);
  }

  private static String line(Map<String, Object> change) {
    try {
      return JSON.writeValueAsString(change) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void show(Sighting sighting, Instant now) {
    Map<String, Object> content =
        sighting instanceof Sighting.Present present
            ? content(new ServiceState(present.service()))
            : Map.of("state", sighting instanceof Sighting.Missing ? "Missing" : "Deleted");
    if (content.equals(shown)) {
      return;
    }
    shown = content;
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("time", Timestamp.of(now));
    change.put("service", name);
    change.putAll(content);
    terminal.out().print(form.apply(change));
    terminal.out().flush();
  }

  private static Map<String, Object> content(ServiceState state) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("state", word(state));
    content.put("generation", state.service().getMetadata().getGeneration());
    content.put("observed", state.isObserved());
    content.put("message", message(state));
    state.status().map(GoldenServiceStatus::url).ifPresent(url -> content.put("url", url));
    List<Map<String, Object>> components = new ArrayList<>();
    for (Component component : Components.ALL) {
      state
          .condition(component.conditionType())
          .filter(condition -> !condition.reason().equals(Reason.NOT_REQUESTED))
          .ifPresent(condition -> components.add(content(component, condition)));
    }
    content.put("components", components);
    state.rejected().ifPresent(problems -> content.put("rejectedHatches", problems));
    return content;
  }

  private static Map<String, Object> content(Component component, StatusCondition condition) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", component.name());
    content.put("ready", condition.holds());
    content.put("reason", condition.reason());
    content.put("message", condition.message());
    content.put("since", condition.lastTransitionTime());
    return content;
  }

  private static String message(ServiceState state) {
    return state.condition(ConditionType.READY).map(StatusCondition::message).orElse("");
  }

  private static String word(ServiceState state) {
    if (state.isTerminating()) {
      return "Terminating";
    }
    return state.stalled().isPresent()
        ? ConditionType.STALLED
        : state.isReady() ? ConditionType.READY : ConditionType.RECONCILING;
  }
}
