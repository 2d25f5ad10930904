package dev.goldenpath.operator.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is the same in two services of one team and tier, if both are as the path wants them. */
public final class Likeness {
  /** The dashboard's own uid is a hash of the name; it stands in JSON inside of JSON. */
  private static final String DASHBOARD_UID = "(uid[\\\\\" :]+)[-0-9a-f]{36}";

  private Likeness() {}

  /** Every object, and who owns which of its fields, without names, uids and times. */
  public static Map<String, String> of(GoldenServices services, String name) {
    String uid = services.get(name).getMetadata().getUid();
    Map<String, String> likeness = new TreeMap<>();
    services
        .states(name)
        .forEach(
            (key, state) -> {
              ObjectNode object = Serialization.unmarshal(state, ObjectNode.class);
              ((ObjectNode) object.get("metadata")).remove(List.of("uid", "creationTimestamp"));
              likeness.put(
                  key.replace(name, "<name>"),
                  object
                      .toString()
                      .replace(uid, "<uid>")
                      .replace(name, "<name>")
                      .replaceAll(DASHBOARD_UID, "$1<hash>"));
            });
    return likeness;
  }
}
