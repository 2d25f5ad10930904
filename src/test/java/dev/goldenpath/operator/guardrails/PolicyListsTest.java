package dev.goldenpath.operator.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.workload.PodTemplate;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResources;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the policies and the roles repeat, since they can read neither the path document nor the
 * code: each list is the same as its home.
 */
class PolicyListsTest {
  private static final Path POLICIES = Path.of("deploy", "core", "policies.yaml");
  private static final Path ROLES = Path.of("deploy", "core", "roles.yaml");
  private static final Pattern TEXT = Pattern.compile("'([^']*)'");
  private static final Pattern CHOICE = Pattern.compile("'parameter': '(.*?)', 'value': '(.*?)'");

  private static final Pattern FINALIZER = Pattern.compile("'([a-z./]+)' in \\w+\\.metadata");

  @Test
  void the_names_that_network_policies_trust_are_those_of_the_path_document() throws IOException {
    Platform platform = Documents.readBuiltIn().spec().platform();
    assertThat(texts(variable("golden-service-name", "trusted")))
        .containsExactlyElementsOf(
            Stream.of(
                    platform.ingressNamespaces(),
                    platform.monitoringNamespaces(),
                    platform.databaseOperatorNamespaces())
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void the_guardrails_that_are_warned_of_are_those_of_the_code() throws IOException {
    assertThat(texts(variable("golden-service-hatches", "guardrails")))
        .as("the variable guardrails of golden-service-hatches in %s", POLICIES)
        .containsExactlyElementsOf(
            Components.ALL.stream().filter(Component::isGuardrail).map(Component::name).toList());
  }

  @Test
  void every_unsafe_choice_of_the_path_document_is_warned_of() throws IOException {
    List<String> unsafe =
        Documents.readBuiltIn().parameters().entrySet().stream()
            .flatMap(
                parameter ->
                    Stream.ofNullable(parameter.getValue().unsafe())
                        .flatMap(List::stream)
                        .map(value -> parameter.getKey() + "=" + value))
            .toList();
    assertThat(unsafe).isNotEmpty();
    assertThat(
            CHOICE
                .matcher(variable("golden-service-hatches", "unsafe"))
                .results()
                .map(choice -> choice.group(1) + "=" + choice.group(2)))
        .containsExactlyInAnyOrderElementsOf(unsafe);
  }

  @Test
  void the_kinds_whose_label_is_guarded_are_those_that_the_operator_caches() throws Exception {
    MatchResources guarded = policy("golden-object-ownership").getMatchConstraints();
    assertThat(guarded.getObjectSelector().getMatchLabels())
        .containsOnlyKeys(Labels.MANAGED_BY)
        .containsValue(FieldManager.NAME);
    assertThat(guarded.getResourceRules())
        .allSatisfy(
            rule -> assertThat(rule.getOperations()).containsExactlyInAnyOrder("CREATE", "UPDATE"));
    assertThat(
            guarded.getResourceRules().stream()
                .flatMap(
                    rule ->
                        rule.getResources().stream()
                            .filter(resource -> !resource.contains("/"))
                            .map(resource -> resource + "." + rule.getApiGroups().get(0))))
        .as("the resources of golden-object-ownership in %s", POLICIES)
        .containsExactlyInAnyOrderElementsOf(
            Components.kinds(withEveryKind()).stream()
                .filter(kind -> kind.namespaced())
                .map(kind -> kind.plural() + "." + kind.group())
                .toList());
  }

  @Test
  void a_component_is_open_to_developers_if_they_may_write_one_of_its_kinds() throws Exception {
    Set<String> writable = resources("golden-developer", "create");
    Platform platform = withEveryKind();
    assertThat(Components.ALL)
        .allSatisfy(
            component ->
                assertThat(component.isOpenToDevelopers())
                    .as(
                        "%s.isOpenToDevelopers() and golden-developer in %s",
                        component.name(), ROLES)
                    .isEqualTo(
                        component.kinds(platform).stream()
                            .map(ApiKind::crdName)
                            .anyMatch(writable::contains)));
  }

  /** Except the namespace and its access, and a claim, whose kind the roles cannot know. */
  @Test
  void developers_may_read_every_kind_and_write_it_if_they_own_the_component() throws Exception {
    Platform platform = withEveryKind();
    Set<String> writable = new TreeSet<>(resources("golden-developer", "create"));
    writable.addAll(resources("golden-component-owner", "create"));
    List<String> kinds =
        Components.kinds(platform).stream()
            .filter(kind -> kind.namespaced() && !kind.plural().equals("rolebindings"))
            .filter(
                kind ->
                    !Set.of(
                            platform.crossplaneClaim().group(),
                            platform.crossplaneQueueClaim().group())
                        .contains(kind.group()))
            .map(ApiKind::crdName)
            .toList();
    assertThat(resources("golden-developer", "get"))
        .as("golden-developer in %s", ROLES)
        .containsAll(kinds);
    assertThat(writable).as("golden-component-owner in %s", ROLES).containsAll(kinds);
  }

  @Test
  void the_secrets_that_the_operator_may_give_to_pods_are_those_of_the_template()
      throws IOException {
    assertThat(texts(variable("golden-service-workload", "secrets")))
        .containsExactlyElementsOf(PodTemplate.CLAIM_SECRETS);
    assertThat(expressions("golden-service-workload"))
        .anyMatch(each -> each.contains("'%s'".formatted(PodTemplate.OWN_SETTINGS)))
        .anyMatch(each -> each.contains("container.name == '%s'".formatted(PodTemplate.CONTAINER)));
  }

  @Test
  void the_finalizer_is_the_one_that_the_operator_sets() throws IOException {
    assertThat(
            expressions("golden-service-cleanup")
                .flatMap(expression -> FINALIZER.matcher(expression).results())
                .map(match -> match.group(1)))
        .hasSize(2)
        .containsOnly(GoldenService.FINALIZER);
  }

  /** Some kinds are cached only if the platform uses them. */
  private static Platform withEveryKind() throws InvalidGoldenPathException {
    return Documents.read(
            Documents.builtIn()
                .replace("objectStore: {}", "objectStore: { destinationPath: s3://backups }")
                .replace(
                    "gateway: { name: \"\", namespace: \"\", host: \"\", url: \"\" }",
                    "gateway: { name: public, namespace: gateways, host: \"{service}.x\","
                        + " url: \"https://{service}.x\" }"))
        .spec()
        .platform();
  }

  /** As {@code plural.group}. */
  private static Set<String> resources(String role, String verb) throws IOException {
    return objects(ROLES, ClusterRole.class).stream()
        .filter(each -> each.getMetadata().getName().equals(role))
        .flatMap(each -> each.getRules().stream())
        .filter(rule -> rule.getVerbs().contains(verb))
        .flatMap(
            rule ->
                rule.getResources().stream()
                    .map(resource -> resource + "." + rule.getApiGroups().get(0)))
        .collect(Collectors.toSet());
  }

  private static List<String> texts(String expression) {
    return TEXT.matcher(expression).results().map(match -> match.group(1)).toList();
  }

  private static String variable(String policy, String name) throws IOException {
    return policy(policy).getVariables().stream()
        .filter(variable -> variable.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getExpression();
  }

  private static Stream<String> expressions(String policy) throws IOException {
    ValidatingAdmissionPolicySpec spec = policy(policy);
    return Stream.concat(
        spec.getVariables().stream().map(variable -> variable.getExpression()),
        spec.getValidations().stream().map(Validation::getExpression));
  }

  private static ValidatingAdmissionPolicySpec policy(String name) throws IOException {
    return objects(POLICIES, ValidatingAdmissionPolicy.class).stream()
        .filter(policy -> policy.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getSpec();
  }

  private static <T extends HasMetadata> List<T> objects(Path file, Class<T> type)
      throws IOException {
    try (InputStream yaml = Files.newInputStream(file)) {
      List<HasMetadata> objects = new KubernetesSerialization().unmarshal(yaml);
      return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }
}
