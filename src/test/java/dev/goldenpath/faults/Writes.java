package dev.goldenpath.faults;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the operator wrote, from the API server's audit log. */
final class Writes {
  /** A replica's own lease and the review of its own rights belong to no service. */
  private static final Set<String> OF_THE_REPLICA =
      Set.of("events", "leases", "selfsubjectrulesreviews");

  private final AuditLog audit;
  private final Set<String> ignored = ConcurrentHashMap.newKeySet();

  Writes(AuditLog audit) {
    this.audit = audit;
  }

  /** The present moment. */
  int mark() {
    return audit.mark();
  }

  /** Those since the mark that are about the service, but for Events about it. */
  List<ApiRequest> about(String service, int mark) {
    return audit.since(mark).stream()
        .filter(ApiRequest::writes)
        .filter(request -> isAbout(request, service))
        .toList();
  }

  /** Those since the mark that are about no service that may be written to, as this one may. */
  List<ApiRequest> elsewhere(String service, int mark) {
    return audit.since(mark).stream()
        .filter(ApiRequest::writes)
        .filter(request -> !OF_THE_REPLICA.contains(request.resource()))
        .filter(request -> !isAbout(request, service))
        .filter(request -> ignored.stream().noneMatch(gone -> isAbout(request, gone)))
        .toList();
  }

  /** From now on this service may be written to at any time. */
  void ignore(String service) {
    ignored.add(service);
  }

  private static boolean isAbout(ApiRequest request, String service) {
    return request.namespace().isEmpty()
        ? request.name().equals(service)
        : request.namespace().equals(service);
  }
}
