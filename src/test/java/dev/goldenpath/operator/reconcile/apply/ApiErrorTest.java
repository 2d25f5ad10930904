package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiErrorTest {
  private static final ApiKind CLUSTER =
      new ApiKind("postgresql.cnpg.io", "v1", "Cluster", "clusters", true, false);
  private static final ApiKind QUOTA =
      new ApiKind("", "v1", "ResourceQuota", "resourcequotas", true, true);

  @Test
  void not_found_of_an_installed_kind_is_a_missing_api() {
    assertThat(refusal(404, "the server could not find the requested resource", CLUSTER))
        .isEqualTo(
            new ApplyResult.Failed(
                State.FAILING,
                Reason.API_NOT_INSTALLED,
                "waiting for the API clusters.postgresql.cnpg.io to be installed in the cluster"));
  }

  @Test
  void not_found_of_the_namespace_is_tried_again() {
    assertThat(refusal(404, "namespaces \"shop\" not found", CLUSTER))
        .isEqualTo(failing("Thing a: namespaces \"shop\" not found"));
    assertThat(refusal(404, "namespaces \"shop\" not found", QUOTA))
        .isEqualTo(failing("Thing a: namespaces \"shop\" not found"));
  }

  @Test
  void not_found_of_a_built_in_kind_is_no_missing_api() {
    assertThat(refusal(404, "not found", QUOTA)).isEqualTo(failing("Thing a: not found"));
  }

  @Test
  void a_namespace_that_terminates_heals_by_itself() {
    String said =
        "resourcequotas \"a\" is forbidden: unable to create new content in namespace shop"
            + " because it is being terminated";
    assertThat(refusal(403, said, QUOTA)).isEqualTo(failing("Thing a: " + said));
  }

  @Test
  void a_policy_that_forbids_needs_a_person() {
    assertThat(refusal(403, "denied by policy", QUOTA))
        .isEqualTo(blocked("Thing a: denied by policy"));
  }

  @Test
  void a_webhook_that_takes_no_dry_run_refuses_nothing() {
    String said = "admission webhook \"a.example.org\" does not support dry run";
    assertThat(refusal(400, said, QUOTA)).isEqualTo(failing("Thing a: " + said));
    String denied = "admission webhook \"a.example.org\" denied the request: no";
    assertThat(refusal(400, denied, QUOTA)).isEqualTo(blocked("Thing a: " + denied));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 413, 422})
  void what_the_server_finds_wrong_needs_a_person(int code) {
    assertThat(refusal(code, "spec.pods: invalid", CLUSTER))
        .isEqualTo(blocked("Thing a: spec.pods: invalid"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 408, 409, 410, 429, 500, 502, 503, 504, 0})
  void what_may_pass_is_tried_again(int code) {
    assertThat(refusal(code, "later", CLUSTER)).isEqualTo(failing("Thing a: later"));
  }

  @Test
  void without_a_status_the_cause_is_named() {
    KubernetesClientException e =
        new KubernetesClientException(
            "Operation: [patch] failed", new IOException("reset by peer"));
    assertThat(ApiError.of(e, QUOTA, "Thing a")).isEqualTo(failing("Thing a: reset by peer"));
  }

  @Test
  void without_status_or_cause_or_message_there_is_still_an_answer() {
    assertThat(ApiError.of(new KubernetesClientException("timed out"), QUOTA, "Thing a"))
        .isEqualTo(failing("Thing a: timed out"));
    assertThat(
            ApiError.of(
                new KubernetesClientException("failed", 500, new StatusBuilder().build()),
                QUOTA,
                "Thing a"))
        .isEqualTo(failing("Thing a: failed"));
    assertThat(ApiError.of(new KubernetesClientException("x", new IOException()), QUOTA, "Thing a"))
        .isEqualTo(failing("Thing a: null"));
  }

  private static ApplyResult.Failed refusal(int code, String said, ApiKind kind) {
    return ApiError.of(
        new KubernetesClientException(
            "Failure executing: PATCH", code, new StatusBuilder().withMessage(said).build()),
        kind,
        "Thing a");
  }

  private static ApplyResult.Failed failing(String message) {
    return new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, message);
  }

  private static ApplyResult.Failed blocked(String message) {
    return new ApplyResult.Failed(State.BLOCKED, Reason.APPLY_REFUSED, message);
  }
}
