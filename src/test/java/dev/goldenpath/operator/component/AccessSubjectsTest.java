package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.Documents;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who has access to a service of team payments. */
class AccessSubjectsTest {
  @Test
  void a_team_s_group_follows_the_pattern() throws Exception {
    assertThat(subjects("teamGroup: \"{team}\"", "teamGroup: \"oidc:{team}-devs\""))
        .containsExactly("Group oidc:payments-devs");
  }

  @Test
  void listed_groups_take_the_place_of_the_pattern_for_that_team_only() throws Exception {
    String groups =
        "teamGroups: { payments: [0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0, sre, sre], search: [x] }";
    assertThat(subjects("teamGroups: {}", groups))
        .containsExactly("Group 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", "Group sre");
    assertThat(subjects("teamGroups: {}", "teamGroups: { search: [x] }"))
        .containsExactly("Group payments");
  }

  @Test
  void tools_come_after_the_groups() throws Exception {
    assertThat(
            subjects(
                "teamServiceAccounts: []",
                "teamServiceAccounts: [\"{team}-gitops/flux\", \"{service}/deployer\"]"))
        .containsExactly(
            "Group payments",
            "ServiceAccount payments-gitops/flux",
            "ServiceAccount checkout/deployer");
  }

  private static Stream<String> subjects(String original, String changed) throws Exception {
    String document = Documents.builtIn().replace("    " + original, "    " + changed);
    assertThat(document).contains(changed);
    RoleBinding binding =
        Rendering.only(
            Rendering.plan(Documents.read(document), "bronze", Map.of()),
            "access",
            RoleBinding.class);
    return binding.getSubjects().stream()
        .map(
            subject ->
                subject.getNamespace() == null
                    ? subject.getKind() + " " + subject.getName()
                    : subject.getKind() + " " + subject.getNamespace() + "/" + subject.getName());
  }
}
