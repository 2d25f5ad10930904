package dev.goldenpath.operator.goldenpath;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Service accounts of the teams' own tools, such as {@code {team}-gitops/flux}: {@code {team}} and
 * {@code {service}} are replaced in both parts.
 *
 * <p>A tenant chooses the name of its services and with it of namespaces. So that nobody makes the
 * namespace of another team's tool, and a service account in it, the names that a pattern can yield
 * are reserved. Only a service's own namespace needs no such care: its team has the role anyway.
 */
public record TeamServiceAccount(String namespace, String name) {
  private static final String OWN_NAMESPACE = "{service}";

  /** Whoever runs there is exempt from the guardrails: they are the cluster's own controllers. */
  private static final String EXEMPT = "kube-system";

  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");
  private static final Pattern PLACEHOLDER = Pattern.compile("[{](team|service)[}]");

  static TeamServiceAccount of(String pattern) {
    int slash = pattern.indexOf('/');
    return slash < 0
        ? new TeamServiceAccount("", pattern)
        : new TeamServiceAccount(pattern.substring(0, slash), pattern.substring(slash + 1));
  }

  /** That of one service. */
  TeamServiceAccount of(String team, String service) {
    return new TeamServiceAccount(
        replaced(namespace, team, service), replaced(name, team, service));
  }

  /** Whether a namespace of that name may hold the service account of somebody else. */
  boolean reserves(String candidate) {
    return !namespace.equals(OWN_NAMESPACE)
        && Pattern.matches(PLACEHOLDER.matcher(namespace).replaceAll(LABEL), candidate);
  }

  /** What is wrong with the pattern, if anything is. */
  Optional<String> problem() {
    TeamServiceAccount example = of("a", "a");
    if (!NAMESPACE.matcher(example.namespace).matches() || !NAME.matcher(example.name).matches()) {
      return Optional.of(
          "must be <namespace>/<name> of a service account, such as {team}-gitops/flux");
    }
    if (placeholders(namespace) > 1 || placeholders(name) > 1) {
      // Team a-b with service c, and team a with service b-c.
      return Optional.of(
          "must have at most one of {team} and {service} before and after the slash: together, they"
              + " may mean another team, too");
    }
    if (namespace.equals(EXEMPT)) {
      return Optional.of(
          "must not be in kube-system, whose service accounts are exempt from the guardrails");
    }
    String literal = PLACEHOLDER.matcher(namespace).replaceAll("").replace("-", "");
    return literal.isEmpty() && !namespace.equals(OWN_NAMESPACE)
        ? Optional.of(
            "would trust namespaces of any name, which every team can make; add a text, such as"
                + " {team}-gitops, or use {service}, the service's own namespace")
        : Optional.empty();
  }

  private static long placeholders(String part) {
    return PLACEHOLDER.matcher(part).results().count();
  }

  private static String replaced(String pattern, String team, String service) {
    return pattern.replace("{team}", team).replace("{service}", service);
  }
}
