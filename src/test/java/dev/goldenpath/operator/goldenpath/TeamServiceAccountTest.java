package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamServiceAccountTest {
  @ParameterizedTest
  @CsvSource({
    "argocd/argocd-application-controller, argocd/argocd-application-controller",
    "'{team}-gitops/flux',                 payments-gitops/flux",
    "'flux-system/{team}',                 flux-system/payments",
    "'{service}/deployer',                 checkout/deployer",
    "'{team}-gitops/{service}',            payments-gitops/checkout",
    "'gitops-{service}/{team}.tool',       gitops-checkout/payments.tool",
  })
  void a_pattern_yields_the_account_of_a_service(String pattern, String account) {
    TeamServiceAccount given = TeamServiceAccount.of(pattern);
    assertThat(given.problem()).isEmpty();
    assertThat(given.of("payments", "checkout")).isEqualTo(TeamServiceAccount.of(account));
  }

  @ParameterizedTest
  @CsvSource({
    "flux,                       must be <namespace>/<name>",
    "/flux,                      must be <namespace>/<name>",
    "flux-system/,               must be <namespace>/<name>",
    "a.b/flux,                   must be <namespace>/<name>",
    "flux-system/a/b,            must be <namespace>/<name>",
    "Flux/flux,                  must be <namespace>/<name>",
    "'{tier}/flux',              must be <namespace>/<name>",
    "'{team/flux',               must be <namespace>/<name>",
    "'{team}/flux',              would trust namespaces of any name",
    "'{team}-{service}/flux',    must have at most one of {team} and {service}",
    "'{service}{service}/flux',  must have at most one of {team} and {service}",
    "'argocd/{team}-{service}',  must have at most one of {team} and {service}",
    "kube-system/flux,           must not be in kube-system",
  })
  void a_pattern_that_would_trust_a_stranger_is_refused(String pattern, String problem) {
    assertThat(TeamServiceAccount.of(pattern).problem().orElseThrow()).startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "argocd/x,              argocd,           true",
    "argocd/x,              argocd-2,         false",
    "'{team}-gitops/flux',  payments-gitops,  true",
    "'{team}-gitops/flux',  a-b-gitops,       true",
    "'{team}-gitops/flux',  gitops,           false",
    "'{team}-gitops/flux',  payments-gitops2, false",
    "'gitops-{service}/x',  gitops-checkout,  true",
    "'{service}/deployer',  checkout,         false",
  })
  void the_names_of_its_namespaces_are_reserved(
      String pattern, String namespace, boolean reserved) {
    assertThat(TeamServiceAccount.of(pattern).reserves(namespace)).isEqualTo(reserved);
  }
}
