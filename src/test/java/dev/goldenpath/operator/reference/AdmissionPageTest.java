package dev.goldenpath.operator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The page of the guardrails has every policy, and every message of each. */
class AdmissionPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "admission.md");
  private static final Path POLICIES = Path.of("deploy", "core", "policies.yaml");

  @Test
  void it_is_up_to_date() throws IOException {
    ReferenceTable messages = ReferenceTable.of("policy", "action", "message");
    ReferenceTable scopes =
        ReferenceTable.of("policy", "requests", "if the policy cannot be evaluated");
    Map<String, String> actions =
        documents("ValidatingAdmissionPolicyBinding").stream()
            .collect(
                Collectors.toMap(
                    binding -> binding.at("/spec/policyName").asText(),
                    binding -> join(binding.at("/spec/validationActions"))));
    for (JsonNode policy : documents("ValidatingAdmissionPolicy")) {
      String name = name(policy);
      policy
          .at("/spec/validations")
          .forEach(
              validation ->
                  messages.row(
                      ReferenceTable.code(name), actions.get(name), CelMessage.of(validation)));
      scopes.row(
          ReferenceTable.code(name),
          requests(policy),
          policy.at("/spec/failurePolicy").asText().equals("Fail") ? "denied" : "allowed");
    }
    String page = GoldenFile.between(Files.readString(PAGE), "messages", messages.toString());
    GoldenFile.check(PAGE, GoldenFile.between(page, "requests", scopes.toString()));
  }

  @Test
  void each_policy_has_a_row_that_says_what_it_is_for() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.startsWith("| policy | denies |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(row -> row.split("`")[1])
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            documents("ValidatingAdmissionPolicy").stream().map(AdmissionPageTest::name).toList());
  }

  private static List<JsonNode> documents(String kind) throws IOException {
    return YamlFiles.read(POLICIES).stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .toList();
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** Operations and resources: {@code CREATE, UPDATE of deployments.apps}. */
  private static String requests(JsonNode policy) {
    return StreamSupport.stream(
            policy.at("/spec/matchConstraints/resourceRules").spliterator(), false)
        .collect(
            Collectors.groupingBy(
                rule -> join(rule.get("operations")),
                java.util.LinkedHashMap::new,
                Collectors.flatMapping(rule -> resources(rule).stream(), Collectors.toList())))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + ": " + ReferenceTable.codes(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static List<String> resources(JsonNode rule) {
    String group = rule.get("apiGroups").get(0).asText();
    assertThat(rule.get("apiGroups")).as("one group a rule, as the page has it").hasSize(1);
    return StreamSupport.stream(rule.get("resources").spliterator(), false)
        .map(resource -> resource.asText() + (group.matches("[*]?") ? "" : "." + group))
        .toList();
  }

  private static String join(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
