package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for the settings of a path document that the services' own pods and routes get. Each
 * problem begins with its field.
 */
final class WorkloadSettingsCheck {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "([.]" + LABEL + ")*");
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);

  /** Its first label is the service, so no service gets the host of another one. */
  private static final Pattern HOST = Pattern.compile("\\{service}([.]" + LABEL + ")+");

  private static final Pattern URL =
      Pattern.compile("https?://\\{service}([.]" + LABEL + ")+(:[0-9]{1,5})?(/[-A-Za-z0-9._~/]*)?");

  /** A C identifier: other names are unusable in a shell. */
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  /** The ones that the operator sets itself. */
  private static final Set<String> TAKEN = Set.of("PORT");

  private final List<String> problems = new ArrayList<>();

  private WorkloadSettingsCheck() {}

  static List<String> of(Platform platform) {
    WorkloadSettingsCheck check = new WorkloadSettingsCheck();
    check.checkGateway(platform.gateway());
    check.checkVariables("databaseEnv", platform.databaseEnv());
    check.checkVariables("queueEnv", platform.queueEnv());
    platform.queueEnv().keySet().stream()
        .filter(platform.databaseEnv()::containsKey)
        .forEach(name -> check.add("queueEnv", name, "is also a variable of databaseEnv"));
    for (String secret : platform.imagePullSecrets()) {
      if (!NAME.matcher(secret).matches() || secret.length() > Bounds.DEFAULT) {
        check.add("imagePullSecrets", secret, "must be the name of a Secret");
      }
    }
    return check.problems;
  }

  private void checkGateway(Gateway gateway) {
    if (!gateway.isConfigured()) {
      return;
    }
    if (!NAME.matcher(gateway.name()).matches() || gateway.name().length() > Bounds.DEFAULT) {
      add("gateway.name", gateway.name(), "must be the name of a Gateway: a-z, 0-9, - and .");
    }
    if (!NAMESPACE.matcher(gateway.namespace()).matches()) {
      add("gateway.namespace", gateway.namespace(), "must be the name of a namespace");
    }
    if (!HOST.matcher(gateway.host()).matches()
        || gateway.hostOf("a".repeat(Bounds.LABEL)).length() > Bounds.DEFAULT) {
      add(
          "gateway.host",
          gateway.host(),
          "must be a host name that begins with {service}., such as {service}.apps.example.com");
    }
    if (!URL.matcher(gateway.url()).matches()
        || gateway.urlOf("a".repeat(Bounds.LABEL)).length() > Bounds.URL) {
      add(
          "gateway.url",
          gateway.url(),
          "must be an address whose host begins with {service}., such as"
              + " https://{service}.apps.example.com");
    }
  }

  private void checkVariables(String field, Map<String, String> variables) {
    variables.forEach(
        (name, key) -> {
          if (!VARIABLE.matcher(name).matches()) {
            add(field, name, "must be a name of letters, digits and _, and not begin with a digit");
          } else if (TAKEN.contains(name)) {
            add(field, name, "is set by the operator; choose another name");
          }
          if (!KEY.matcher(key).matches()) {
            add(
                field + "." + MessageText.plain(name, Bounds.LABEL),
                key,
                "must be a key of a Secret");
          }
        });
  }

  private void add(String field, String value, String problem) {
    problems.add("spec.platform." + field + ": " + MessageText.quoted(value) + " " + problem);
  }
}
