package dev.goldenpath.operator.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of docs/security.md, each cell asked of the API server's own RBAC. */
class RolesIT extends WithOperator {
  private static final Path PAGE = Path.of("docs", "security.md");
  private static final Path TEAM = Path.of("deploy", "examples", "team.yaml");
  private static final String HOME = "t-roles";

  /** Such as {@code | `get pods/log` | yes | no |}. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+) ([^ `]+)( [^`]+)?` \\|(.+)\\|$");

  private static final List<Column> COLUMNS =
      List.of(
          new Column("developer, at home", HOME, "dora", "payments"),
          new Column("developer, elsewhere", "default", "dora", "payments"),
          new Column("component owner, at home", HOME, "otto", "payments"),
          new Column("platform admin", HOME, "ada", "platform"),
          new Column("previewer", HOME, "pia", "previewers"),
          new Column("viewer", HOME, "vic", "viewers"),
          new Column(
              "operator",
              HOME,
              "system:serviceaccount:golden-service-system:golden-service-operator",
              "system:serviceaccounts"));

  private record Column(String title, String namespace, String user, String group) {}

  @BeforeAll
  void bind() throws IOException {
    new Installation(controlPlane.admin()).apply(Files.readString(TEAM));
    services.createReady(HOME, "bronze");
    controlPlane.kubectl(
        "-n",
        HOME,
        "create",
        "rolebinding",
        "owner",
        "--clusterrole=golden-component-owner",
        "--user=otto");
    controlPlane.kubectl(
        "create",
        "clusterrolebinding",
        "t-platform",
        "--clusterrole=golden-platform-admin",
        "--group=platform");
    controlPlane.kubectl(
        "create",
        "clusterrolebinding",
        "t-previewers",
        "--clusterrole=golden-path-previewer",
        "--group=previewers");
    controlPlane.kubectl(
        "create", "clusterrolebinding", "t-viewers", "--clusterrole=view", "--group=viewers");
  }

  @TestFactory
  Stream<DynamicTest> each_cell_is_what_rbac_answers() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page)
        .contains(
            "| may | " + String.join(" | ", COLUMNS.stream().map(Column::title).toList()) + " |");
    List<Matcher> rows =
        Pattern.compile("\\R")
            .splitAsStream(page)
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .toList();
    assertThat(rows).hasSizeGreaterThan(20);
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.group(1) + " " + row.group(2),
                    () -> {
                      List<String> cells =
                          Arrays.stream(row.group(4).split("\\|")).map(String::strip).toList();
                      assertThat(
                              COLUMNS.stream().map(column -> isAllowed(column, row) ? "yes" : "no"))
                          .containsExactlyElementsOf(cells);
                    }));
  }

  private boolean isAllowed(Column column, Matcher row) {
    SubjectAccessReview question =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(column.user())
            .withGroups(column.group(), "system:authenticated")
            .withResourceAttributes(attributes(column, row))
            .endSpec()
            .build();
    return controlPlane.admin().resource(question).create().getStatus().getAllowed();
  }

  private static ResourceAttributes attributes(Column column, Matcher row) {
    String[] parts = row.group(2).split("/");
    String[] resource = parts[0].split("\\.", 2);
    return new ResourceAttributesBuilder()
        .withVerb(row.group(1))
        .withResource(resource[0])
        .withGroup(resource.length > 1 ? resource[1] : "")
        .withSubresource(parts.length > 1 ? parts[1] : "")
        .withName(row.group(3) == null ? "" : row.group(3).strip())
        .withNamespace(column.namespace())
        .build();
  }
}
