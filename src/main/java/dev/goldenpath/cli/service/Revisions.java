package dev.goldenpath.cli.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The revisions of the golden path in a cluster.
 *
 * @param known those that a service can be pinned to
 */
public record Revisions(KnownRevisions known, Map<String, JsonNode> objects) {
  /**
   * Reads all of them.
   *
   * @throws dev.goldenpath.cli.kubectl.KubectlFailure if the caller may not read them
   */
  public static Revisions of(Kubectl kubectl) {
    String plural = PathChoice.APIS + "/";
    Supplier<Optional<JsonNode>> path =
        kubectl.finding(plural + GoldenPathResource.PLURAL + "/" + GoldenPathResource.NAME);
    Supplier<Optional<JsonNode>> list = kubectl.finding(plural + GoldenPathRevision.PLURAL);
    Map<String, JsonNode> objects = new TreeMap<>();
    Optional<JsonNode> resource = path.get();
    list.get()
        .ifPresent(
            found ->
                found
                    .path("items")
                    .forEach(
                        each ->
                            objects.put(
                                each.path("metadata")
                                    .path("name")
                                    .asText()
                                    .replaceFirst("^" + GoldenPathRevision.PREFIX, ""),
                                each)));
    boolean inForce =
        resource
            .filter(found -> !found.path("status").path("current").asText().isEmpty())
            .isPresent();
    String minimum =
        resource.map(found -> found.path("spec").path("minimumVersion").textValue()).orElse(null);
    return new Revisions(new KnownRevisions(inForce, objects.keySet(), minimum), objects);
  }

  /** The path that a pin to this version gives; empty if the pin does not count. */
  public Optional<PathChoice> pinned(String version) {
    return Optional.ofNullable(objects.get(version))
        .filter(object -> known.problemWithPin(version).isEmpty())
        .map(object -> PathChoice.ofRevision(GoldenPathRevision.PREFIX + version, object));
  }
}
