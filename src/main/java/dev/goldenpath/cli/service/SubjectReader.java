package dev.goldenpath.cli.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what the operator knows of a service from the cluster, as far as the caller may. */
public final class SubjectReader {
  private static final ObjectMapper JSON = Json.MAPPER;

  private final Kubectl kubectl;
  private final Terminal terminal;
  private final Clock clock;

  /** Reads by this kubectl. */
  public SubjectReader(Kubectl kubectl, Terminal terminal, Clock clock) {
    this.kubectl = kubectl;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** What is known of a service. */
  public Subject read(GoldenService service, Platform platform) {
    LiveValues live = LiveValues.NONE;
    if (Subject.ofFile(service).status().map(status -> status.namespace()).isPresent()) {
      Map<Component, List<Supplier<Optional<JsonNode>>>> asked = new LinkedHashMap<>();
      Components.ALL.stream()
          .filter(Component::hasLiveValues)
          .forEach(component -> asked.put(component, ask(component, service, platform)));
      for (Map.Entry<Component, List<Supplier<Optional<JsonNode>>>> each : asked.entrySet()) {
        live = live.with(live(each.getKey(), each.getValue(), service, platform));
      }
    }
    return new Subject(service, live);
  }

  private List<Supplier<Optional<JsonNode>>> ask(
      Component component, GoldenService service, Platform platform) {
    String name = service.getMetadata().getName();
    return component.kinds(platform).stream()
        .flatMap(
            kind -> component.objectNames(name).stream().map(object -> kind.path(name, object)))
        .map(kubectl::finding)
        .toList();
  }

  private LiveValues live(
      Component component,
      List<Supplier<Optional<JsonNode>>> asked,
      GoldenService service,
      Platform platform) {
    List<GenericKubernetesResource> found = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Supplier<Optional<JsonNode>> answer : asked) {
      try {
        answer.get().flatMap(SubjectReader::resource).ifPresent(found::add);
      } catch (KubectlFailure failure) {
        if (!failure.isForbidden()) {
          throw failure;
        }
        refusals.add(failure.said().strip());
      }
    }
    // Its objects are of one kind: whoever has found them need not see the others.
    if (found.isEmpty() && !refusals.isEmpty() && isRequested(component, service)) {
      refusals.forEach(terminal::say);
      terminal.say(
          component.name()
              + ": what is live is not known, so that values that it keeps are not either");
    }
    return component.live(found.stream(), platform, clock.instant());
  }

  private static boolean isRequested(Component component, GoldenService service) {
    return StatusAssembler.find(Optional.ofNullable(service.getStatus()), component.conditionType())
        .filter(condition -> Reason.NOT_REQUESTED.equals(condition.reason()))
        .isEmpty();
  }

  /** An object as the API server shows it; empty for null. */
  public static Optional<GenericKubernetesResource> resource(JsonNode json) {
    try {
      return Optional.of(JSON.treeToValue(json, GenericKubernetesResource.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object cannot be read: " + e.getOriginalMessage());
    }
  }
}
