package dev.goldenpath.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.support.Likeness;
import dev.goldenpath.tryout.LocalPlatform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that there is of a service: the resource with its status, and every object of our kinds in
 * its namespace, whoever owns it; with the managers of its fields, and without uids and times.
 */
final class EndState {
  private static final List<String> TIMES =
      List.of("lastTransitionTime", "observedGeneration", "since", "firstReady");
  private static final String PERSON = "fabric8-kubernetes-client";
  private static final List<ApiKind> KINDS =
      Components.kinds(LocalPlatform.builtInPath().current().spec().platform()).stream()
          .filter(kind -> !kind.plural().endsWith("claims"))
          .toList();

  private final Map<String, String> objects = new TreeMap<>();
  private final Map<String, String> uids = new TreeMap<>();
  private boolean settled = true;

  private EndState() {}

  /** The kinds that the operator creates here, by their plurals. */
  static List<String> kinds() {
    return KINDS.stream().map(ApiKind::plural).toList();
  }

  /** Whether every cluster has the kind. */
  static boolean isBuiltIn(String plural) {
    return KINDS.stream().noneMatch(kind -> kind.plural().equals(plural) && !kind.builtIn());
  }

  static ApiKind kind(String plural) {
    return KINDS.stream().filter(kind -> kind.plural().equals(plural)).findFirst().orElseThrow();
  }

  /** The state now; the resource may be gone, of which the uid is known then. */
  static EndState of(KubernetesClient client, String service, String formerUid) {
    EndState state = new EndState();
    Optional<GenericKubernetesResource> own = resource(client, service);
    String uid = own.map(found -> found.getMetadata().getUid()).orElse(formerUid);
    own.ifPresent(found -> state.addOwn(found, service, uid));
    KINDS.stream()
        .flatMap(kind -> all(client, kind, service).stream())
        .filter(object -> !object.getMetadata().getName().equals("kube-root-ca.crt"))
        .forEach(object -> state.add(object, service, uid));
    return state;
  }

  private static Optional<GenericKubernetesResource> resource(
      KubernetesClient client, String service) {
    return Optional.ofNullable(
        client
            .genericKubernetesResources(
                HasMetadata.getApiVersion(GoldenService.class), "GoldenService")
            .withName(service)
            .get());
  }

  private static Collection<GenericKubernetesResource> all(
      KubernetesClient client, ApiKind kind, String service) {
    var resources = client.genericKubernetesResources(kind.apiVersion(), kind.kind());
    try {
      return kind.namespaced()
          ? resources.inNamespace(service).list().getItems()
          : Optional.ofNullable(resources.withName(service).get()).stream().toList();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404) {
        return List.of();
      }
      throw e;
    }
  }

  private void addOwn(GenericKubernetesResource own, String service, String uid) {
    JsonNode status = Serialization.unmarshal(Serialization.asJson(own), JsonNode.class);
    settled =
        !own.isMarkedForDeletion()
            && status.at("/status/observedGeneration").asLong() == own.getMetadata().getGeneration()
            && !status.at("/status/conditions").findValuesAsText("type").contains("Reconciling");
    ObjectNode said = (ObjectNode) status.get("status");
    TIMES.forEach(said::remove);
    said.forEach(
        field -> {
          if (field instanceof ArrayNode list) {
            list.forEach(entry -> ((ObjectNode) entry).remove(TIMES));
          }
        });
    add(own, service, uid);
    objects.put("GoldenService/<name> status", said.toString().replace(service, "<name>"));
  }

  private void add(GenericKubernetesResource object, String service, String uid) {
    String key = object.getKind() + "/" + object.getMetadata().getName();
    uids.put(key.replace(service, "<name>"), object.getMetadata().getUid());
    settled &= !object.isMarkedForDeletion();
    if (!object.getKind().equals("GoldenService")) {
      // What a person leaves of an edit that was undone says nothing about the operator.
      object.getMetadata().getManagedFields().removeIf(each -> PERSON.equals(each.getManager()));
    }
    objects.put(key.replace(service, "<name>"), Likeness.of(object, service, uid));
  }

  /** The status is of the present generation, and nothing is still to come or to go. */
  boolean isSettled() {
    return settled;
  }

  boolean isLike(EndState other) {
    return objects.equals(other.objects);
  }

  /** The same, whoever manages which field. */
  EndState withoutManagers() {
    objects.replaceAll(
        (key, text) -> {
          ObjectNode object = Serialization.unmarshal(text, ObjectNode.class);
          if (object.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
          }
          return object.toString();
        });
    return this;
  }

  /** The uid of an object such as {@code Cluster/postgres}; empty if it is not there. */
  Optional<String> uid(String key) {
    return Optional.ofNullable(uids.get(key));
  }

  /** The uids of what holds data: they may change only if somebody asked for it. */
  Map<String, String> dataUids() {
    Map<String, String> data = new TreeMap<>(uids);
    data.keySet().removeIf(key -> !key.startsWith("Namespace/") && !key.startsWith("Cluster/"));
    return data;
  }

  /** Where this state differs from the one that is expected, briefly. */
  List<String> differences(EndState expected) {
    List<String> found = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(objects.keySet());
    keys.addAll(expected.objects.keySet());
    for (String key : keys) {
      String now = objects.getOrDefault(key, "absent");
      String then = expected.objects.getOrDefault(key, "absent");
      if (!now.equals(then)) {
        int from = Math.max(0, firstDifference(now, then) - 60);
        found.add("%s is %s and not %s".formatted(key, part(now, from), part(then, from)));
      }
    }
    return found;
  }

  private static int firstDifference(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String part(String text, int from) {
    return "…" + text.substring(Math.min(from, text.length()), Math.min(text.length(), from + 200));
  }
}
