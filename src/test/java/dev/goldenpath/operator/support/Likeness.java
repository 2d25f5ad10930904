package dev.goldenpath.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is the same in two services of one team and tier, if both are as the path wants them. */
public final class Likeness {
  /** The dashboard's own uid is a hash of the name; it stands in JSON inside of JSON. */
  private static final String DASHBOARD_UID = "(uid[\\\\\" :]+)[-0-9a-f]{36}";

  private static final List<String> OF_THIS_ONE =
      List.of("uid", "creationTimestamp", "resourceVersion", "generation", "deletionTimestamp");

  /** What others decide about an object's spec, by kind. */
  private static final Map<String, List<String>> ASSIGNED =
      Map.of("Service", List.of("clusterIP", "clusterIPs"), "Deployment", List.of("replicas"));

  private Likeness() {}

  /** Every object, and who owns which of its fields, without names, uids and times. */
  public static Map<String, String> of(GoldenServices services, String name) {
    String uid = services.get(name).getMetadata().getUid();
    Map<String, String> likeness = new TreeMap<>();
    services
        .ownedObjects(name)
        .forEach(
            object ->
                likeness.put(
                    GoldenServices.key(object).replace(name, "<name>"), of(object, name, uid)));
    return likeness;
  }

  /**
   * One object, without its status.
   *
   * @param name the service's
   * @param uid the service's; empty if it is gone
   */
  public static String of(GenericKubernetesResource object, String name, String uid) {
    ObjectNode tree = Serialization.unmarshal(Serialization.asJson(object), ObjectNode.class);
    tree.remove("status");
    if (tree.get("spec") instanceof ObjectNode spec) {
      spec.remove(ASSIGNED.getOrDefault(object.getKind(), List.of()));
    }
    ObjectNode metadata = (ObjectNode) tree.get("metadata");
    metadata.remove(OF_THIS_ONE);
    if (metadata.get("managedFields") instanceof ArrayNode managers) {
      metadata.set("managedFields", withoutTimes(managers));
    }
    String text = tree.toString();
    return (uid.isEmpty() ? text : text.replace(uid, "<uid>"))
        .replace(name, "<name>")
        .replaceAll(DASHBOARD_UID, "$1<hash>");
  }

  /** The API server sorts them by time. */
  private static ArrayNode withoutTimes(ArrayNode managers) {
    List<JsonNode> sorted = new ArrayList<>();
    managers.forEach(sorted::add);
    sorted.removeIf(manager -> manager.path("subresource").asText().equals("status"));
    sorted.forEach(manager -> ((ObjectNode) manager).remove("time"));
    sorted.sort(Comparator.comparing(JsonNode::toString));
    return managers.removeAll().addAll(sorted);
  }
}
