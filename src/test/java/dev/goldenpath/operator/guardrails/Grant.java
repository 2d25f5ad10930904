package dev.goldenpath.operator.guardrails;

import dev.goldenpath.controlplane.ApiRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One verb on one resource.
 *
 * @param namespace it is granted in; empty for all
 * @param name the only object that it is granted on; empty for all
 */
record Grant(String namespace, String group, String resource, String name, String verb) {

  /** What the role grants, one by one; empty for what is no role. */
  static Stream<Grant> of(HasMetadata object) {
    if (object instanceof ClusterRole role) {
      return role.getRules().stream().flatMap(rule -> of("", rule));
    }
    if (object instanceof Role role) {
      return role.getRules().stream().flatMap(rule -> of(role.getMetadata().getNamespace(), rule));
    }
    return Stream.empty();
  }

  private static Stream<Grant> of(String namespace, PolicyRule rule) {
    List<String> names =
        Optional.of(rule.getResourceNames()).filter(n -> !n.isEmpty()).orElse(List.of(""));
    return rule.getApiGroups().stream()
        .flatMap(
            group ->
                rule.getResources().stream()
                    .flatMap(
                        resource ->
                            names.stream()
                                .flatMap(
                                    name ->
                                        rule.getVerbs().stream()
                                            .map(
                                                verb ->
                                                    new Grant(
                                                        namespace, group, resource, name, verb)))));
  }

  /** The request needs it. */
  boolean allows(ApiRequest request) {
    if (verb.equals("bind")) {
      // No request of its own: it is asked about when a binding to the role is written.
      return request.resource().equals("rolebindings") && request.writes() && request.code() < 300;
    }
    // Nor is create: a server-side apply needs it where it makes an object.
    boolean creates = request.verb().equals("patch") && request.code() == 201;
    return (request.verb().equals(verb) || (creates && verb.equals("create")))
        && request.group().equals(group)
        && request.resource().equals(resource)
        && (namespace.isEmpty() || request.namespace().equals(namespace))
        && (name.isEmpty() || request.name().equals(name));
  }
}
