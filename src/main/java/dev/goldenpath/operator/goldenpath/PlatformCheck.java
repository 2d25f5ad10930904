package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Bounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for {@code spec.platform} of a path document. Each problem begins with its field. */
final class PlatformCheck {
  private static final Pattern FIELD_PATH = Pattern.compile("spec([.][A-Za-z][A-Za-z0-9]*)+");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final String OF_THE_CLUSTER =
      "must not begin with system:, which belongs to the cluster";

  private final Platform platform;
  private final List<String> problems = new ArrayList<>();

  private PlatformCheck(Platform platform) {
    this.platform = platform;
  }

  static List<String> of(Platform platform) {
    PlatformCheck check = new PlatformCheck(platform);
    check.checkAccess();
    check.checkNetwork();
    check.checkMetadata();
    check.checkClaim("crossplaneClaim", platform.crossplaneClaim());
    check.checkClaim("crossplaneQueueClaim", platform.crossplaneQueueClaim());
    check.problems.addAll(DatabaseSettingsCheck.of(platform));
    check.problems.addAll(WorkloadSettingsCheck.of(platform));
    return check.problems;
  }

  private void checkAccess() {
    if (!platform.teamGroup().contains("{team}")) {
      add("teamGroup", platform.teamGroup(), "must contain {team}");
    } else if (platform.groupByPattern("system").startsWith("system:")) {
      // A team may be named system.
      add("teamGroup", platform.teamGroup(), OF_THE_CLUSTER);
    }
    platform.teamGroups().forEach(this::checkGroups);
    for (String account : platform.teamServiceAccounts()) {
      TeamServiceAccount.of(account)
          .problem()
          .ifPresent(problem -> add("teamServiceAccounts", account, problem));
    }
  }

  private void checkGroups(String team, List<String> groups) {
    if (!LABEL.matcher(team).matches()) {
      add("teamGroups", team, "must be a team: a DNS label of at most " + Bounds.LABEL);
    }
    String field = "teamGroups." + MessageText.plain(team, Bounds.LABEL);
    if (groups.isEmpty()) {
      problems.add(
          "spec.platform." + field + ": is empty; list its groups, or leave it out for teamGroup");
    }
    for (String group : groups) {
      if (group.isBlank()) {
        add(field, group, "must be the name of a group");
      } else if (group.startsWith("system:")) {
        add(field, group, OF_THE_CLUSTER);
      }
    }
  }

  private void checkNetwork() {
    checkNamespaces("ingressNamespaces", platform.ingressNamespaces());
    checkNamespaces("monitoringNamespaces", platform.monitoringNamespaces());
    checkNamespaces("databaseOperatorNamespaces", platform.databaseOperatorNamespaces());
    for (String text : platform.ingressBlocks()) {
      Optional<AddressBlock> block = AddressBlock.of(text);
      if (block.isEmpty()) {
        add("ingressBlocks", text, AddressBlock.VALID);
      } else if (block.get().prefix() == 0) {
        add("ingressBlocks", text, "lets everyone in; list the blocks of those that must connect");
      }
    }
    for (String text : platform.egressAddresses()) {
      MetadataServices.problemWithOpening(text)
          .ifPresent(problem -> add("egressAddresses", text, problem));
    }
  }

  private void checkNamespaces(String field, List<String> names) {
    for (String name : names) {
      if (!LABEL.matcher(name).matches()) {
        add(
            field,
            name,
            "must be the name of a namespace: a-z, 0-9 and -, at most " + Bounds.LABEL);
      }
    }
  }

  private void checkMetadata() {
    String at = "spec.platform.";
    problems.addAll(
        MetadataCheck.namespaceLabels(at + "namespaceLabels", platform.namespaceLabels()));
    problems.addAll(
        MetadataCheck.annotations(at + "namespaceAnnotations", platform.namespaceAnnotations()));
    problems.addAll(MetadataCheck.labels(at + "monitoringLabels", platform.monitoringLabels()));
    problems.addAll(MetadataCheck.labels(at + "dashboardLabels", platform.dashboardLabels()));
    problems.addAll(
        MetadataCheck.annotations(at + "dashboardAnnotations", platform.dashboardAnnotations()));
    if (!Platform.SELECTIONS.contains(platform.monitoringSelection())) {
      add(
          "monitoringSelection",
          platform.monitoringSelection(),
          "must be one of " + String.join(", ", Platform.SELECTIONS));
    }
  }

  private void checkClaim(String setting, Platform.Claim claim) {
    claim
        .fields()
        .forEach(
            (parameter, field) -> {
              String at = setting + ".fields." + parameter;
              if (!FIELD_PATH.matcher(field).matches()) {
                add(at, field, "must be a field path under spec, such as spec.parameters.size");
              }
              claim.fields().values().stream()
                  .filter(other -> field.startsWith(other + "."))
                  .forEach(other -> add(at, field, "lies inside " + other + ", which has a value"));
              if (Collections.frequency(claim.fields().values(), field) > 1) {
                add(at, field, "is also the field of another parameter");
              }
            });
  }

  private void add(String field, String value, String problem) {
    problems.add("spec.platform." + field + ": " + MessageText.quoted(value) + " " + problem);
  }
}
