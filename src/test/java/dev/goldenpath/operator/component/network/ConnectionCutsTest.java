package dev.goldenpath.operator.component.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.effect.FieldChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionCutsTest {
  private static final String PEERS = "spec.ingress[0].from";

  @ParameterizedTest
  @CsvSource({
    "allow-services, created, false",
    "allow-services, removed, true",
    "egress-except-metadata, created, true",
    "egress-except-metadata, removed, false",
    "deny-ingress, created, true"
  })
  void a_policy_that_admits_must_stay_and_one_that_restricts_must_not_come(
      String name, String what, boolean cuts) {
    FieldChange change =
        what.equals("created")
            ? FieldChange.created("NetworkPolicy", name, Map.of())
            : FieldChange.removed("NetworkPolicy", name, Map.of());
    assertThat(ConnectionCuts.isOne(change)).isEqualTo(cuts);
  }

  @Test
  void a_peer_that_goes_cuts_and_one_that_comes_does_not() {
    assertThat(cuts(PEERS, List.of("a", "b"), List.of("b"))).isTrue();
    assertThat(cuts(PEERS, List.of("a", "b"), List.of("b", "a", "c"))).isFalse();
    assertThat(cuts(PEERS + "[0].ipBlock.cidr", "10.0.0.0/8", "10.0.0.0/16")).isTrue();
    assertThat(cuts("spec.ingress", List.of("rule"), null)).isTrue();
    assertThat(cuts("spec.ingress", null, List.of("rule"))).isFalse();
    assertThat(cuts("spec.egress", List.of("everywhere", "dns"), List.of("everywhere"))).isTrue();
  }

  @Test
  void an_exception_that_comes_cuts_and_one_that_goes_does_not() {
    String except = "spec.egress[1].to[0].ipBlock.except";
    assertThat(cuts(except, List.of("a"), List.of("a", "b"))).isTrue();
    assertThat(cuts(except, null, List.of("b"))).isTrue();
    assertThat(cuts(except, List.of("a", "b"), List.of("a"))).isFalse();
    assertThat(cuts(except, List.of("a"), null)).isFalse();
  }

  @Test
  void labels_cut_nothing() {
    assertThat(cuts("metadata.labels.a", "b", null)).isFalse();
  }

  private static boolean cuts(String field, Object from, Object to) {
    return ConnectionCuts.isOne(
        new FieldChange("NetworkPolicy", "allow-platform", field, from, to));
  }
}
