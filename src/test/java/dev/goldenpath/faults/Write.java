package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a write of the operator about one service is called, the same for every service. */
final class Write {
  private Write() {}

  /** Such as {@code patch-resourcequotas-golden-quota}; empty if it is about another service. */
  static Optional<String> about(String service, ApiCall call) {
    if (!call.writes()) {
      return Optional.empty();
    }
    List<String> parts = parts(call.path());
    String verb = call.method().toLowerCase(Locale.ROOT) + "-";
    if (parts.contains("events")) {
      return call.body().contains("\"name\":\"%s\"".formatted(service))
          ? Optional.of(verb + "events")
          : Optional.empty();
    }
    boolean within = parts.size() > 3 && parts.get(0).equals("namespaces");
    if (!parts.get(1).equals(service)) {
      return Optional.empty();
    }
    List<String> named = new ArrayList<>(within ? parts.subList(2, parts.size()) : parts);
    named.removeIf(service::equals);
    return Optional.of((verb + String.join("-", named)).replace(service, "service"));
  }

  /** The path without its API group and version; a name is always there. */
  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/")));
    parts.subList(0, parts.get(0).equals("api") ? 2 : 3).clear();
    while (parts.size() < 2) {
      parts.add("");
    }
    return parts;
  }

  /** The plural of the kind in such a name. */
  static String kind(String write) {
    return write.split("-")[1].split("~")[0];
  }
}
