package dev.goldenpath.operator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The page of the roles has each that is shipped, with its rules and the comments of these. */
class RolesPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "roles.md");
  private static final Path DEPLOY = Path.of("deploy");

  /** In the order of the page. */
  private static final List<String> FILES =
      List.of("core/roles.yaml", "core/rbac.yaml", "examples/team.yaml");

  /** A rule of a manifest, with the comment above it. */
  private static final Pattern RULE =
      Pattern.compile("((?:^  #.*\\n)*)^  - apiGroups:", Pattern.MULTILINE);

  private static final Pattern ABOVE =
      Pattern.compile("((?:^#.*\\n)+)^apiVersion:", Pattern.MULTILINE);

  @Test
  void it_is_up_to_date() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String file : FILES) {
      for (String document : documents(DEPLOY.resolve(file))) {
        text.append(text.isEmpty() ? "" : "\n").append(role(document, file));
      }
    }
    GoldenFile.check(PAGE, GoldenFile.between(Files.readString(PAGE), "roles", text.toString()));
  }

  @Test
  void no_other_manifest_has_a_role() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      List<String> withRoles = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        if (!documents(file).isEmpty()) {
          withRoles.add(DEPLOY.relativize(file).toString());
        }
      }
      assertThat(withRoles).containsExactlyInAnyOrderElementsOf(FILES);
    }
  }

  private static List<String> documents(Path file) throws IOException {
    return Pattern.compile("(?m)^---\\n")
        .splitAsStream(Files.readString(file))
        .filter(document -> Pattern.compile("(?m)^kind: (Cluster)?Role$").matcher(document).find())
        .toList();
  }

  private static String role(String document, String file) throws IOException {
    JsonNode role = YamlFiles.parse(document);
    ReferenceTable table = ReferenceTable.of("resources", "names", "verbs", "remarks");
    List<String> remarks = RULE.matcher(document).results().map(RolesPageTest::comment).toList();
    JsonNode rules = role.get("rules");
    assertThat(remarks).as("rules of %s", file).hasSize(rules.size());
    for (int index = 0; index < rules.size(); index++) {
      JsonNode rule = rules.get(index);
      table.row(
          ReferenceTable.codes(resources(rule)),
          ReferenceTable.codes(texts(rule.path("resourceNames"))),
          ReferenceTable.codes(texts(rule.get("verbs"))),
          remarks.get(index));
    }
    String namespace = role.at("/metadata/namespace").asText();
    return "## %s%s\n\n%sA %s of [deploy/%s](../../deploy/%s)%s.\n\n%s"
        .formatted(
            role.at("/metadata/name").asText(),
            namespace.isEmpty() ? "" : " in " + namespace,
            ABOVE
                .matcher(document)
                .results()
                .map(RolesPageTest::comment)
                .map(comment -> comment + "\n\n")
                .findFirst()
                .orElse(""),
            role.get("kind").asText(),
            file,
            file,
            namespace.isEmpty() ? "" : ", in the namespace `" + namespace + "`",
            table);
  }

  /** The last paragraph of a comment, as one line. */
  private static String comment(MatchResult match) {
    String lines = match.group(1).replaceAll("(?m)^ *# ?", "");
    return ReferenceTable.text(lines.substring(lines.lastIndexOf("\n\n") + 1));
  }

  private static List<String> resources(JsonNode rule) {
    return texts(rule.get("apiGroups")).stream()
        .flatMap(
            group ->
                texts(rule.get("resources")).stream()
                    .map(resource -> resource + (group.isEmpty() ? "" : "." + group)))
        .collect(Collectors.toList());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
