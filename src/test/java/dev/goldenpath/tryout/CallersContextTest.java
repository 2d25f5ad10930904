package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersContextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:6443",
        "https://127.1.2.3",
        "https://localhost:6443/",
        "https://[::1]:6443",
        "https://[0:0:0:0:0:0:0:1]:6443"
      })
  void a_server_on_loopback_may_be_used(String server) {
    assertThat(context(server, "").refusal(Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.5:6443",
        "https://127.0.0.1.example.org:6443",
        "https://127.0.0.1@example.org",
        "https://localhost.example.org",
        "https://kubernetes.docker.internal:6443",
        "https://[::]:6443",
        "https://0.0.0.0:6443",
        "not an address"
      })
  void another_one_only_if_the_caller_says_that_it_is_theirs(String server) {
    CallersContext context = context(server, "");
    assertThat(context.refusal(Optional.empty()))
        .contains(
            "CLUSTER: the server of kind-dev is %s, which may be another machine;".formatted(server)
                + " if you may install there, add CLUSTER_IS_MINE=kind-dev");
    assertThat(context.refusal(Optional.of("another"))).isPresent();
    assertThat(context.refusal(Optional.of("kind-dev"))).isEmpty();
  }

  @Test
  void behind_a_proxy_loopback_is_another_machines() {
    assertThat(
            context("https://127.0.0.1:6443", "proxy-url: http://proxy:3128")
                .refusal(Optional.empty()))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .contains("https://127.0.0.1:6443 by the proxy http://proxy:3128"));
  }

  @Test
  void the_operator_gets_a_kubeconfig_without_the_callers_credentials() {
    String text = context("https://127.0.0.1:6443", "").kubeconfigOf("its-token");
    assertThat(text)
        .contains("https://127.0.0.1:6443", "its-token", "AAAA")
        .doesNotContain("secret")
        .doesNotContain("user: me");
  }

  private static CallersContext context(String server, String more) {
    String kubeconfig =
        """
        apiVersion: v1
        kind: Config
        current-context: kind-dev
        clusters:
          - name: a
            cluster:
              server: "%s"
              certificate-authority-data: AAAA
              %s
        users: [{name: me, user: {token: secret}}]
        contexts: [{name: kind-dev, context: {cluster: a, user: me}}]
        """
            .formatted(server, more);
    return new CallersContext("kind-dev", Serialization.unmarshal(kubeconfig, Config.class));
  }
}
