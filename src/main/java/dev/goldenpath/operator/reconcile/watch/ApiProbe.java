package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Checks that a kind is served and may be listed, before starting a watch that would fail. */
final class ApiProbe {
  private static final int LONGEST = 512;

  private ApiProbe() {}

  /** Why it is not available. */
  static Optional<ApplyResult.Failed> of(KubernetesClient client, ApiKind kind) {
    try {
      APIResourceList served = client.getApiResources(kind.apiVersion());
      boolean found =
          served != null
              && served.getResources().stream()
                  .anyMatch(resource -> resource.getKind().equals(kind.kind()));
      if (!found) {
        return Optional.of(ApiError.notInstalled(kind));
      }
      client
          .genericKubernetesResources(kind.apiVersion(), kind.kind())
          .inAnyNamespace()
          .list(new ListOptionsBuilder().withLimit(1L).build());
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(
          e.getCode() == HttpURLConnection.HTTP_FORBIDDEN ? forbidden(kind) : failing(kind, e));
    }
  }

  /** It is served, but the operator may not list it. */
  private static ApplyResult.Failed forbidden(ApiKind kind) {
    return new ApplyResult.Failed(
        State.FAILING,
        Reason.API_FORBIDDEN,
        "the operator may not list "
            + kind.crdName()
            + "; grant its ServiceAccount get, list, watch, create and patch");
  }

  /** It is served, but its answers are unusable. */
  static ApplyResult.Failed failing(ApiKind kind, Throwable error) {
    return new ApplyResult.Failed(
        State.FAILING,
        Reason.API_UNAVAILABLE,
        "the API "
            + kind.crdName()
            + " cannot be watched: "
            + MessageText.plain(ApiError.message(error), LONGEST));
  }
}
