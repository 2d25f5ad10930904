package dev.goldenpath.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/**
 * One request to the API server, as its audit log has it.
 *
 * @param verb as in RBAC rules; a server-side apply is a {@code patch}
 * @param group of the API; empty for the core group
 * @param resource plural, with its subresource; empty for discovery
 * @param namespace empty for what is in none
 * @param name empty where the request names no object
 * @param code of the answer
 * @param answered when it was answered; of a watch, when it began
 * @param allowed by RBAC; admission may refuse it all the same
 */
public record ApiRequest(
    String verb,
    String group,
    String resource,
    String namespace,
    String name,
    int code,
    Instant answered,
    boolean allowed) {
  private static final Set<String> SUBSCRIBING = Set.of("list", "watch");
  private static final Set<String> READING = Set.of("get", "list", "watch");

  static ApiRequest of(JsonNode event) {
    JsonNode object = event.path("objectRef");
    String subresource = object.path("subresource").asText();
    return new ApiRequest(
        event.path("verb").asText(),
        object.path("apiGroup").asText(),
        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
        object.path("namespace").asText(),
        object.path("name").asText(),
        event.path("responseStatus").path("code").asInt(),
        Instant.parse(event.path("stageTimestamp").asText()),
        !event.at("/annotations/authorization.k8s.io~1decision").asText().equals("forbid"));
  }

  /** What a cache costs, whatever the number of objects. */
  public boolean subscribes() {
    return SUBSCRIBING.contains(verb);
  }

  /** Which APIs there are. */
  public boolean discovers() {
    return resource.isEmpty();
  }

  public boolean writes() {
    return !READING.contains(verb);
  }

  /** Neither the filling of a cache nor discovery: what a service costs. */
  public boolean isWork() {
    return !subscribes() && !discovers();
  }

  /** What was asked for: {@code patch goldenservices/status}. */
  public String what() {
    return discovers() ? verb + " (discovery)" : verb + " " + resource;
  }
}
