package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.prometheus.PrometheusWorkloads;
import dev.goldenpath.operator.goldenpath.Documents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Namespaces that the path document names and that do not exist. */
class NetworkReadinessTest {
  private static final Set<String> ALL = Set.of("ingress-nginx", "monitoring", "cnpg-system");

  @Test
  void nothing_is_said_of_namespaces_that_exist_or_may_exist() throws Exception {
    assertThat(message(Documents.builtIn(), Set.of())).isEmpty();
    assertThat(message(Documents.builtIn(), Set.of("elsewhere"))).isEmpty();
  }

  @Test
  void each_field_has_its_own_words() throws Exception {
    assertThat(List.of(message(Documents.builtIn(), ALL).split("; spec")))
        .hasSize(3)
        .first()
        .isEqualTo(
            "spec.platform.ingressNamespaces of the path document: there is no namespace"
                + " ingress-nginx; name the right one, or create it: it is let in as soon as it"
                + " exists");
  }

  @Test
  void what_a_service_has_no_use_for_is_not_missed() throws Exception {
    String document =
        Documents.builtIn()
            .replace("value: cloudnative-pg", "value: none")
            .replace(
                "    monitoring:\n      enabled: true", "    monitoring:\n      enabled: false");
    assertThat(message(document, ALL))
        .startsWith("spec.platform.ingressNamespaces")
        .doesNotContain("monitoringNamespaces", "databaseOperatorNamespaces");
  }

  private static String message(String document, Set<String> absent) throws Exception {
    Readiness readiness =
        new NetworkComponent()
            .readiness(
                Rendering.plan(Documents.read(document), "gold", Map.of()),
                new ObservedState(
                    List::of,
                    List.of(),
                    Map.of(),
                    absent,
                    () -> new PrometheusWorkloads(List.of(), Map.of())));
    assertThat(readiness.ready()).isTrue();
    return readiness.message();
  }
}
