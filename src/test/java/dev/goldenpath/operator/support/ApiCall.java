package dev.goldenpath.operator.support;

import java.util.List;
import java.util.function.Predicate;

/**
 * A request to the API server, as a {@link FaultProxy} sees it before the server does.
 *
 * @param path without the query
 * @param query empty where there is none
 * @param body empty where there is none
 */
public record ApiCall(String method, String path, String query, String body) {

  /** Creates, changes or deletes, and not only as a try. */
  public boolean writes() {
    return !method.equals("GET") && !query.contains("dryRun=");
  }

  /** Subscribes to events. */
  public boolean watches() {
    return method.equals("GET") && query.contains("watch=true");
  }

  /** Names this object or collection: the last parts of its path, such as a plural and a name. */
  public boolean isOf(String... lastParts) {
    List<String> parts = List.of(path.substring(1).split("/"));
    return parts.size() >= lastParts.length
        && parts.subList(parts.size() - lastParts.length, parts.size()).equals(List.of(lastParts));
  }

  /** The writes of an object, known by the last parts of its path. */
  public static Predicate<ApiCall> writeOf(String... lastParts) {
    return call -> call.writes() && call.isOf(lastParts);
  }
}
