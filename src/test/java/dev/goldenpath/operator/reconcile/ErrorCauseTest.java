package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.reconcile.apply.ApiError;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ErrorCauseTest {
  private final IllegalStateException bug = new IllegalStateException("bug");

  @Test
  void what_the_framework_wrapped_is_unwrapped() {
    assertThat(ApiError.causeOf(new OperatorException(new CompletionException(bug)))).isSameAs(bug);
    assertThat(ApiError.causeOf(new CompletionException(new OperatorException(bug)))).isSameAs(bug);
  }

  @Test
  void what_is_not_wrapped_keeps_its_own_cause() {
    KubernetesClientException refused = new KubernetesClientException("refused", bug);
    assertThat(ApiError.causeOf(new OperatorException(refused))).isSameAs(refused);
    assertThat(ApiError.causeOf(bug)).isSameAs(bug);
  }

  @Test
  void a_wrapper_around_nothing_is_the_error() {
    OperatorException empty = new OperatorException("nothing below");
    assertThat(ApiError.causeOf(empty)).isSameAs(empty);
  }
}
