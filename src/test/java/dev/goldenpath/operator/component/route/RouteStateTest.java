package dev.goldenpath.operator.component.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.Gateway;
import dev.goldenpath.operator.reconcile.LiveObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteStateTest {
  private static final Gateway GATEWAY =
      new Gateway("public", "gateways", "{service}.x", "https://{service}.x");

  private static final String OURS = "name: public, namespace: gateways";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: public, namespace: gateways                                | 3 | True  | True    | true
          name: public, namespace: gateways, kind: Gateway                 | 3 | True  | True    | true
          name: public, namespace: gateways, group: other.example.org     | 3 | True  | True    | false
          name: public, namespace: gateways, kind: Service                 | 3 | True  | True    | false
          name: public, namespace: another                                 | 3 | True  | True    | false
          name: internal, namespace: gateways                              | 3 | True  | True    | false
          name: public, namespace: gateways                                | 2 | True  | True    | false
          name: public, namespace: gateways                                | 3 | True  | False   | false
          name: public, namespace: gateways                                | 3 | False | True    | false
          name: public, namespace: gateways                                | 3 | True  | Unknown | false
          """)
  void a_route_is_accepted_by_our_gateway_at_its_present_generation(
      String parent, int generation, String accepted, String resolved, boolean is) {
    assertThat(state(parent, generation, accepted, resolved).isAccepted()).isEqualTo(is);
  }

  @Test
  void what_is_said_against_it_is_quoted() {
    assertThat(state(OURS, 3, "True", "False").refusal())
        .hasValueSatisfying(
            no -> {
              assertThat(no.type()).isEqualTo("ResolvedRefs");
              assertThat(no.message()).isEqualTo("why");
            });
    assertThat(state(OURS, 2, "True", "False").refusal()).as("of an old generation").isEmpty();
    assertThat(state("name: other, namespace: gateways", 3, "False", "False").refusal()).isEmpty();
  }

  @Test
  void a_route_of_which_nothing_is_said_is_neither() {
    RouteState state =
        RouteState.of(LiveObject.of("{metadata: {name: a, generation: 1}}").build(), GATEWAY);
    assertThat(state.isAccepted()).isFalse();
    assertThat(state.refusal()).isEmpty();
  }

  private static RouteState state(String parent, int generation, String accepted, String resolved) {
    return RouteState.of(
        LiveObject.of(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: { name: checkout, generation: 3 }
                status:
                  parents:
                    - parentRef: { %s }
                      conditions:
                        - { type: Accepted, status: "%s", reason: R, message: why, observedGeneration: %d }
                        - { type: ResolvedRefs, status: "%s", reason: R, message: why, observedGeneration: %d }
                """
                    .formatted(parent, accepted, generation, resolved, generation))
            .build(),
        GATEWAY);
  }
}
