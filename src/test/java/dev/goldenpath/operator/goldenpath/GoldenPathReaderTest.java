package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.goldenpath.operator.api.Tier;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenPathReaderTest {

  @Test
  void alerts_link_to_a_runbook_only_if_the_document_names_one() throws Exception {
    String url = "https://wiki.example.org/slo#{alert}";
    GoldenPath linked =
        Documents.read(Documents.builtIn().replace("runbookUrl: \"\"", "runbookUrl: " + url));

    assertThat(linked.spec().platform().runbookOf("Burn"))
        .contains("https://wiki.example.org/slo#burn");
    assertThat(Documents.readBuiltIn().spec().platform().runbookOf("Burn")).isEmpty();
  }

  @Test
  void the_built_in_document_is_valid() {
    GoldenPath path = Documents.readBuiltIn();

    assertThat(path.name()).isEqualTo("default");
    assertThat(path.enables("quota")).isTrue();
    assertThat(path.spec().components().get("quota").parameters().get("pods").defaultFor(Tier.GOLD))
        .isEqualTo("100");
  }

  /** What is replaced by what, and what the message must then say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kind: GoldenPath        | kind: Silver            | kind: "Silver" must be GoldenPath
          dev/v1alpha1            | dev/v2                  | apiVersion: "goldenpath.dev/v2" must be goldenpath.dev/v1alpha1
          name: default           | name: Default           | metadata.name: "Default" must be a DNS label: a-z, 0-9 and -, at most 63
          name: default           | name: a.b               | metadata.name: "a.b" must be a DNS label
          version: 1.0.0          | version: 1.0.0+build    | spec.version: "1.0.0+build" must be a semantic version
          version: 1.0.0          | version: newest         | spec.version: "newest" must be a semantic version
          "{team}"                | "everyone"              | spec.platform.teamGroup: "everyone" must contain {team}
          "{team}"                | "{team}:masters"       | spec.platform.teamGroup: "{team}:masters" must not begin with system:
          "{team}"                | "system:{team}"         | spec.platform.teamGroup: "system:{team}" must not begin with system:
          developerRole: golden-developer | developerRole:  | spec.platform.developerRole: is empty
          teamGroups: {}          | teamGroups: { payments: [] } | spec.platform.teamGroups.payments: is empty; list its groups
          teamGroups: {}          | teamGroups: { payments: x } | spec.platform.teamGroups.payments: must be a list
          teamGroups: {}          | teamGroups: { payments: [" "] } | spec.platform.teamGroups.payments: " " must be the name of a group
          teamGroups: {}          | teamGroups: { payments: [system:masters] } | spec.platform.teamGroups.payments: "system:masters" must not begin with system:, which belongs to the cluster
          teamGroups: {}          | teamGroups: { Payments: [x] } | spec.platform.teamGroups: "Payments" must be a team: a DNS label
          teamServiceAccounts: [] | teamServiceAccounts: ["{team}/flux"] | spec.platform.teamServiceAccounts: "{team}/flux" would trust namespaces of any name
          teamServiceAccounts: [] | teamServiceAccounts: [kube-system/x] | spec.platform.teamServiceAccounts: "kube-system/x" must not be in kube-system
          [ingress-nginx]         | [Edge]                  | spec.platform.ingressNamespaces: "Edge" must be the name of a namespace
          [cnpg-system]           | [a.b]                   | spec.platform.databaseOperatorNamespaces: "a.b" must be the name of a namespace
          ingressBlocks: []       | ingressBlocks: [edge]   | spec.platform.ingressBlocks: "edge" must be an address block such as 10.0.0.0/16
          ingressBlocks: []       | ingressBlocks: [10.0.0.7] | spec.platform.ingressBlocks: "10.0.0.7" must be an address block
          ingressBlocks: []       | ingressBlocks: [10.0.0.7/16] | spec.platform.ingressBlocks: "10.0.0.7/16" must be an address block
          ingressBlocks: []       | ingressBlocks: ["::/0"] | spec.platform.ingressBlocks: "::/0" lets everyone in
          ingressBlocks: []       | ingressBlocks: 10.0.0.0/8 | spec.platform.ingressBlocks: must be a list
          restrictEgress: true    | restrictEgress: some    | spec.platform.restrictEgress: "some" must be true or false
          egressAddresses: []     | egressAddresses: [169.254.0.0/16] | spec.platform.egressAddresses: "169.254.0.0/16" contains the metadata service 169.254.169.254/32
          egressAddresses: []     | egressAddresses: [169.254.42.0/24] | spec.platform.egressAddresses: "169.254.42.0/24" contains the metadata service 169.254.42.42/32
          egressAddresses: []     | egressAddresses: [10.0.0.0/16] | spec.platform.egressAddresses: "10.0.0.0/16" must be in 169.254.0.0/16 or fe80::/10 or fd00:ec2::/32; other addresses are open anyway
          egressAddresses: []     | egressAddresses: [agent] | spec.platform.egressAddresses: "agent" must be an address block
          spec.parameters.storage | size                    | crossplaneClaim.fields.postgres.storage: "size" must be a field path under spec
          spec.parameters.version | spec.parameters.storage | crossplaneClaim.fields.postgres.version: "spec.parameters.storage" is also the field of another parameter
          spec.parameters.version | spec.parameters.storage.version | crossplaneClaim.fields.postgres.version: "spec.parameters.storage.version" lies inside spec.parameters.storage
          { grafana_dashboard: "1" } | { grafana_dashboard: "a b" } | spec.platform.dashboardLabels.grafana_dashboard: "a b" must be a label value
          { grafana_dashboard: "1" } | { goldenpath.dev/service: cart } | spec.platform.dashboardLabels.goldenpath.dev/service: belongs to the operator
          dashboardAnnotations: {} | dashboardAnnotations: { goldenpath.dev/until: x } | spec.platform.dashboardAnnotations.goldenpath.dev/until: belongs to the operator
          applicationShare: 25    | applicationShare: 95    | spec.platform.applicationShare: "95" must be from 0 to 90
          postgresImages: {}      | postgresImages: { "17": "registry/pg:16" } | spec.platform.postgresImages.17: "registry/pg:16" must be an image with a tag that begins with the version
          postgresImages: {}      | postgresImages: { "17": "registry/pg:170" } | spec.platform.postgresImages.17: "registry/pg:170" must be an image
          postgresImageCatalog: "" | postgresImageCatalog: "a b" | spec.platform.postgresImageCatalog: "a b" must be the name of an object
          postgresPullSecrets: [] | postgresPullSecrets: [A]   | spec.platform.postgresPullSecrets: "A" must be the name of an object
          "0 0 2 * * *"           | "0 2 * * *"             | spec.platform.postgresBackup.schedule: "0 2 * * *" must be a cron expression of six fields
          gold: 30d               | gold: 30 days           | spec.platform.postgresBackup.retention.gold: "30 days" must be a number of days, weeks or months
          objectStore: {}         | objectStore: { endpointURL: x } | spec.platform.postgresBackup.objectStore.destinationPath: is missing
          namespaceLabels: {}     | namespaceLabels: { goldenpath.dev/team: x } | spec.platform.namespaceLabels.goldenpath.dev/team: belongs to the operator
          namespaceLabels: {}     | namespaceLabels: { app.kubernetes.io/managed-by: x } | spec.platform.namespaceLabels.app.kubernetes.io/managed-by: belongs to the operator
          namespaceLabels: {}     | namespaceLabels: { pod-security.kubernetes.io/enforce: privileged } | spec.platform.namespaceLabels.pod-security.kubernetes.io/enforce: belongs to the component namespace; change the values of its parameters
          namespaceLabels: {}     | namespaceLabels: { kubernetes.io/metadata.name: x } | spec.platform.namespaceLabels.kubernetes.io/metadata.name: belongs to the API server
          namespaceLabels: {}     | namespaceLabels: { team monitoring: x } | spec.platform.namespaceLabels: "team monitoring" must be a key such as example.org/scrape
          namespaceLabels: {}     | namespaceLabels: { a/b/c: x }  | spec.platform.namespaceLabels: "a/b/c" must be a key such as example.org/scrape
          namespaceLabels: {}     | namespaceLabels: { istio-injection: "on demand" } | spec.platform.namespaceLabels.istio-injection: "on demand" must be a label value
          namespaceAnnotations: {} | namespaceAnnotations: { goldenpath.dev/hatches: x } | spec.platform.namespaceAnnotations.goldenpath.dev/hatches: belongs to the operator
          namespaceAnnotations: {} | namespaceAnnotations: { -x: y } | spec.platform.namespaceAnnotations: "-x" must be a key such as example.org/scrape
          monitoringSelection: enforced | monitoringSelection: ignored | spec.platform.monitoringSelection: "ignored" must be one of enforced, reported
          enabled: true           | enabled: false          | spec.components.namespace.enabled: "false" must be true
          type: percentage        | type: percent           | "percent" is not one of quantity, integer, duration, percentage
          bronze: "20"            | bronze: many            | quota.parameters.pods.tiers.bronze: "many" must be a whole number such as 3
          bronze: "20"            | bronze: "100000"        | quota.parameters.pods.tiers.bronze: "100000" must be at most 1000
          bronze: "20"            | bronze: "0"             | quota.parameters.pods.tiers.bronze: "0" must be at least 1
          bronze: 20Gi            | bronze: 20GB            | quota.parameters.storage.tiers.bronze: "20GB" must be a quantity
          bronze: 60s             | bronze: 1s              | monitoring.parameters.interval.tiers.bronze: "1s" must be at least 5s
          unsafe: [open]          | unsafe: [ajar]          | network.parameters.ingress.unsafe: must be some of the choices
          unsafe: [open]          | unsafe: [closed]        | network.parameters.ingress.value: "closed" is unsafe, so it cannot be the default
          patchable: [/spec/limits] | patchable: [spec.limits] | limits.patchable: "spec.limits" must be a JSON pointer below /spec
          patchable: [/spec/limits] | patchable: [/metadata/name] | limits.patchable: "/metadata/name" must be a JSON pointer below /spec
          tiers: { bronze: 20Gi, silver | tiers: { bronze: 4Gi, silver | postgres.parameters.instances of bronze: "1" makes a database of 1 × 5Gi of storage, which exceeds the storage quota of 4Gi
          value: baseline         | value: none             | podSecurity.value: "none" must be one of baseline, restricted
          value: /metrics         | value: metrics          | monitoring.parameters.path.value: "metrics" must match
          maximum: "1000"         | maximum: lots           | quota.parameters.pods.maximum: "lots" must be a whole number
          maximum: "1000"         | value: "1"              | quota.parameters.pods: needs either value or tiers
          type: percentage        | choices: [a]            | slo.parameters.availability.choices: is only valid for the type choice
          type: integer           | type: choice            | quota.parameters.pods.choices: is only valid for the type choice
          type: integer           | type: text              | quota.parameters.pods.pattern: is only valid for the type text
          enabled: true           | enabled: 1              | spec.components.namespace.enabled: "1" must be true or false
          pattern: "/[-A-Za-z0-9._~/]{0,127}" | pattern: "(" | monitoring.parameters.path.pattern: "(" must be a regular expression (RE2)
          pattern: "/[-A-Za-z0-9._~/]{0,127}" | pattern: "(?=a)" | monitoring.parameters.path.pattern: "(?=a)" must be a regular expression (RE2)
          pattern: "/[-A-Za-z0-9._~/]{0,127}" | pattern: "(/.{1000}){1000}" | monitoring.parameters.path.pattern: "(/.{1000}){1000}" repeats too much: use smaller counts
          """)
  void an_error_is_named_by_its_field(String original, String planted, String message) {
    assertThat(Documents.builtIn()).contains(original);

    assertThat(problemOf(with(original, planted == null ? "" : planted)))
        .startsWith("golden-path.yaml: ")
        .contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespace", "access"})
  void what_would_lend_the_rights_of_the_operator_cannot_be_opened_to_patches(String component) {
    String open =
        Documents.builtIn()
            .replace(
                "    " + component + ":\n      enabled: true\n",
                "    "
                    + component
                    + ":\n      enabled: true\n      patchable: [/metadata/labels/*]\n");
    assertThat(problemOf(open))
        .contains(
            "spec.components."
                + component
                + ".patchable: \"/metadata/labels/*\" is not allowed: a patch of");
  }

  /** What is longer, no status could hold: each of them would be refused by the schema. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: default         | name: %s             | 63  | metadata.name
          version: 1.0.0        | version: 1.0.0-%s    | 58  | spec.version
          value: /metrics       | value: /%s           | 127 | monitoring.parameters.path.value
          ["15", "16", "17"]    | ["15", "16", "17", %s] | 256 | postgres.parameters.version.choices
          """)
  void a_text_is_as_long_as_a_status_may_hold(
      String original, String planted, int longest, String field)
      throws InvalidGoldenPathException {
    String fits = "a".repeat(longest);
    assertThat(Documents.read(with(original, planted.formatted(fits)))).isNotNull();
    assertThat(problemOf(with(original, planted.formatted(fits + "a")))).contains(field);
    assertThat(problemOf(with(original, planted.formatted("a".repeat(4_096))))).contains(field);
  }

  @Test
  void a_default_has_at_most_256_characters_whatever_its_type_takes() {
    String names = ("a".repeat(60) + ",").repeat(5) + "a";
    assertThat(
            problemOf(Documents.builtIn().replaceFirst("value: \"\"", "value: \"" + names + "\"")))
        .contains("network.parameters.allowFrom.value")
        .contains("is too long: at most 256 characters");
  }

  @Test
  void a_product_with_more_than_a_status_holds_is_an_error_of_the_product() {
    Set<String> parameters =
        IntStream.range(0, 129).mapToObj(i -> "p" + i).collect(Collectors.toSet());
    for (List<PlayedComponent> tooMuch :
        List.of(
            IntStream.range(0, 33).mapToObj(i -> new PlayedComponent("c" + i, Set.of())).toList(),
            List.of(new PlayedComponent("a", parameters)),
            List.of(new PlayedComponent("a".repeat(49), Set.of())),
            List.of(new PlayedComponent("a", Set.of("b".repeat(127)))))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Catalogue(tooMuch));
    }
  }

  @Test
  void a_key_that_stands_twice_is_named_by_its_line() {
    assertThat(problemOf(Documents.builtIn() + "kind: GoldenPath\n")).contains("line ", "kind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# nothing", "just text", "[1, 2]", "kind: [unclosed", "a: b: c", "42"})
  void what_is_no_document_is_refused(String text) {
    assertThat(problemOf(text)).startsWith("golden-path.yaml: ").doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: {a: ", "kind: [", "- "})
  void what_is_nested_too_deeply_is_refused(String opening) {
    assertThat(problemOf(opening.repeat(100_000))).hasSizeLessThan(1_000);
  }

  @Test
  void a_second_document_in_the_file_is_refused() {
    assertThat(problemOf(Documents.builtIn() + "---\nkind: GoldenPath\n"))
        .contains("line ", "must be the end: a file has one document");
  }

  @ParameterizedTest
  @CsvSource({"version: 1.0.0", "name: default", "kind: GoldenPath", "apiVersion: .*"})
  void what_identifies_the_document_is_never_taken_from_the_built_in_one(String line) {
    String without = Documents.builtIn().replaceFirst("(?m)^ *" + line + "$", "");
    String field = line.substring(0, line.indexOf(':'));
    assertThat(problemOf(without)).contains(field.equals("name") ? "metadata" : field);
  }

  @Test
  void a_number_is_read_as_it_is_written() throws InvalidGoldenPathException {
    String unquoted =
        Documents.builtIn()
            .replace("[\"15\", \"16\", \"17\"]", "[9.50, 010, 1e3]")
            .replace("value: \"17\"", "value: 9.50");
    assertThat(Documents.read(unquoted).parameters().get("postgres.version").choices())
        .containsExactly("9.50", "010", "1e3");
  }

  @Test
  void every_problem_is_named_at_once() {
    String text =
        Documents.builtIn()
            .replace("bronze: \"20\"", "bronze: many")
            .replace("version: 1.0.0", "version: x");

    assertThat(problemOf(text)).contains("spec.version", "pods.tiers.bronze");
  }

  private static String with(String original, String planted) {
    return Documents.builtIn()
        .replaceFirst(Pattern.quote(original), Matcher.quoteReplacement(planted));
  }

  private static String problemOf(String text) {
    InvalidGoldenPathException refused =
        catchThrowableOfType(InvalidGoldenPathException.class, () -> Documents.read(text));
    assertThat(refused).as("accepted: %s", text).isNotNull();
    assertThat(refused.problems()).isNotEmpty();
    return refused.getMessage();
  }
}
