package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletionException;

/** Translates an error of the API server into a result for a service. */
public final class ApiError {
  /**
   * The length of the server's words in a message: its answer may be a proxy's page, or quote an
   * object.
   */
  public static final int LONGEST = 1024;

  /** A webhook with side effects: whether it would refuse the object is not known. */
  private static final String NO_DRY_RUN = "does not support dry run";

  private ApiError() {}

  /** The server's message, and whether a retry may help. */
  public static ApplyResult.Failed of(KubernetesClientException e, ApiKind kind, String object) {
    String said = MessageText.plain(message(e), LONGEST);
    if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST && said.endsWith(NO_DRY_RUN)) {
      return new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, object + ": " + said);
    }
    return switch (e.getCode()) {
      case 404 ->
          kind.builtIn() || said.contains("namespaces ")
              ? new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, object + ": " + said)
              : notInstalled(kind);
      case 403 ->
          said.contains("being terminated")
              ? new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, object + ": " + said)
              : new ApplyResult.Failed(State.BLOCKED, Reason.APPLY_REFUSED, object + ": " + said);
      case 400, 405, 413, 422 ->
          new ApplyResult.Failed(
              State.BLOCKED,
              Reason.APPLY_REFUSED,
              object
                  + ": "
                  + said
                  + (said.contains("field is immutable")
                      ? "; delete it, or eject the component to keep it"
                      : ""));
      // The answer to an apply with a field of the wrong type, for which a retry cannot help.
      case 500 ->
          said.contains("failed to create typed patch object")
              ? new ApplyResult.Failed(State.BLOCKED, Reason.APPLY_REFUSED, object + ": " + said)
              : new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, object + ": " + said);
      default -> new ApplyResult.Failed(State.FAILING, Reason.APPLY_FAILED, object + ": " + said);
    };
  }

  /**
   * The same for a dry run in a namespace that exists: if something is not found, the object names
   * it, such as a ClusterRole, and a retry cannot help.
   */
  static ApplyResult.Failed ofDryRun(KubernetesClientException e, ApiKind kind, String object) {
    ApplyResult.Failed failed = of(e, kind, object);
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
            && kind.builtIn()
            && !message(e).contains("namespaces ")
        ? new ApplyResult.Failed(State.BLOCKED, Reason.APPLY_REFUSED, failed.message())
        : failed;
  }

  /** The server's words. */
  public static String message(KubernetesClientException e) {
    return e.getStatus() != null && e.getStatus().getMessage() != null
        ? e.getStatus().getMessage()
        : String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
  }

  /** The words of an error of any kind, whatever it is wrapped in. */
  public static String message(Throwable thrown) {
    Throwable cause = causeOf(thrown);
    return cause instanceof KubernetesClientException refused
        ? message(refused)
        : String.valueOf(cause.getMessage());
  }

  /** Its CRD is not installed. */
  public static ApplyResult.Failed notInstalled(ApiKind kind) {
    return new ApplyResult.Failed(
        State.FAILING,
        Reason.API_NOT_INSTALLED,
        "waiting for the API " + kind.crdName() + " to be installed in the cluster");
  }

  /** If metrics are enabled, the framework wraps exceptions of a reconciliation. */
  public static Throwable causeOf(Throwable thrown) {
    boolean wrapper = thrown instanceof OperatorException || thrown instanceof CompletionException;
    return wrapper && thrown.getCause() != null ? causeOf(thrown.getCause()) : thrown;
  }
}
