package dev.goldenpath.cli.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.goldenpath.cli.service.Services;

/**
 * A service as a scripted kubectl shows it, with what the operator has made of it; without the
 * GoldenPath resource.
 */
public final class PlayedService {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScriptedKubectl kubectl;
  private final ObjectNode service;

  private PlayedService(ScriptedKubectl kubectl, ObjectNode service) {
    this.kubectl = kubectl;
    this.service = service;
  }

  /** A service in YAML, built from the path 1.0.0, and ready if nothing else is said. */
  public static PlayedService of(ScriptedKubectl kubectl, String yaml) {
    ObjectNode service = node(yaml);
    ObjectNode metadata = service.withObject("/metadata");
    metadata.put("uid", "11111111-1111-1111-1111-111111111111").put("generation", 1);
    ObjectNode status = service.withObject("/status");
    if (!status.has("namespace")) {
      status.put("observedGeneration", 1).put("namespace", metadata.path("name").asText());
    }
    status.withObject("/path").put("name", "default").put("version", "1.0.0");
    return new PlayedService(kubectl, service);
  }

  /** kubectl shows it from now on, and nothing else that it might have. */
  public ScriptedKubectl played() {
    String name = service.path("metadata").path("name").asText();
    return notFound(
        kubectl.answer("get --raw " + Services.PATH + "/" + name + "$", service.toString()));
  }

  /** With one more live object of it. */
  public PlayedService object(String path, String yaml) {
    kubectl.answer("get --raw " + path + "$", node(yaml).toString());
    return this;
  }

  /** As JSON. */
  public String json() {
    return service.toString();
  }

  /** Nothing else is found. */
  public static ScriptedKubectl notFound(ScriptedKubectl kubectl) {
    return kubectl.fail("get --raw", "Error from server (NotFound): it is not found\n");
  }

  private static ObjectNode node(String yaml) {
    try {
      return (ObjectNode) JSON.readTree(JSON.writeValueAsString(YAML.readTree(yaml)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
