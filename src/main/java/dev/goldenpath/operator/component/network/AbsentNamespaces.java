package dev.goldenpath.operator.component.network;

import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Warnings of namespaces that the policies let in and that do not exist: what runs elsewhere cannot
 * connect, and nothing else reports it. Only of those that the service has a use for.
 */
public final class AbsentNamespaces {
  private static final int LONGEST = 256;

  private AbsentNamespaces() {}

  /** One for each field of the path document. */
  public static List<String> warnings(ServicePlan plan, Set<String> absent) {
    Platform platform = plan.platform();
    List<String> warnings = new ArrayList<>();
    add(warnings, "ingressNamespaces", platform.ingressNamespaces(), absent);
    if (plan.includes("monitoring")) {
      add(warnings, "monitoringNamespaces", platform.monitoringNamespaces(), absent);
    }
    if (plan.includes("postgres") && !plan.text("postgres.provider").equals("none")) {
      add(warnings, "databaseOperatorNamespaces", platform.databaseOperatorNamespaces(), absent);
    }
    return warnings;
  }

  private static void add(
      List<String> warnings, String field, List<String> named, Set<String> absent) {
    String names =
        named.stream().filter(absent::contains).distinct().collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      warnings.add(
          "spec.platform.%s of the path document: there is no namespace %s; name the right one,"
                  .formatted(field, MessageText.plain(names, LONGEST))
              + " or create it: it is let in as soon as it exists");
    }
  }
}
