package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.crossplane.CrossplaneClaim;
import dev.goldenpath.operator.component.postgres.CnpgState;
import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The readiness of a component.
 *
 * @param progress how far it is
 * @param reason from {@link Reason}
 * @param message the state and, if not ready, what the component is waiting for
 */
public record Readiness(Progress progress, String reason, String message) {
  /** How far a component is. */
  public enum Progress {
    /** It is working. */
    READY,
    /** It will become ready by itself. */
    WAITING,
    /** It may become ready by itself, and needs a person if it does not. */
    FAILING,
    /** It needs a person: whoever works on it has given up. */
    STALLED
  }

  /** Whether it is working. */
  public boolean ready() {
    return progress == Progress.READY;
  }

  static Readiness applied() {
    return ready(Reason.APPLIED, "");
  }

  /** It is working. */
  public static Readiness ready(String reason, String message) {
    return new Readiness(Progress.READY, reason, message);
  }

  /** It will become ready by itself. */
  static Readiness waiting(String reason, String message) {
    return new Readiness(Progress.WAITING, reason, message);
  }

  /** It may become ready by itself, and needs a person if it does not. */
  static Readiness failing(String reason, String message) {
    return new Readiness(Progress.FAILING, reason, message);
  }

  /** It needs a person at once. */
  static Readiness stalled(String reason, String message) {
    return new Readiness(Progress.STALLED, reason, message);
  }

  /** The readiness of an object that a Prometheus must select. */
  static Readiness of(PrometheusSelection.Result selection) {
    return selection.good()
        ? ready(selection.reason(), selection.message())
        : failing(selection.reason(), selection.message());
  }

  /** What the provider of a claim says of it. */
  static Readiness ofClaim(GenericKubernetesResource claim) {
    return CrossplaneClaim.isReady(claim)
        ? ready(Reason.CLAIM_READY, "the claim is ready")
        : waiting(Reason.CLAIM_PENDING, "waiting for the claim's Ready condition");
  }

  /** What CloudNativePG says of the database. */
  static Readiness of(CnpgState state) {
    return new Readiness(
        state.ready() ? Progress.READY : state.failing() ? Progress.FAILING : Progress.WAITING,
        state.reason(),
        state.message());
  }

  /** The same with warnings, if it is ready. */
  public Readiness with(List<String> warnings) {
    return ready()
        ? saying(
            Stream.concat(Stream.of(message), warnings.stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; ")))
        : this;
  }

  /** The same with another message. */
  public Readiness saying(String words) {
    return new Readiness(progress, reason, words);
  }
}
