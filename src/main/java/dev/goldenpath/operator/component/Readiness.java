package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.postgres.CnpgState;
import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The readiness of a component.
 *
 * @param ready whether the component is working
 * @param failing whether a person may have to act if it is not
 * @param reason from {@link Reason}
 * @param message the state and, if not ready, what the component is waiting for
 */
public record Readiness(boolean ready, boolean failing, String reason, String message) {

  static Readiness applied() {
    return ready(Reason.APPLIED, "");
  }

  /** It is working. */
  public static Readiness ready(String reason, String message) {
    return new Readiness(true, false, reason, message);
  }

  /** It will become ready by itself. */
  static Readiness waiting(String reason, String message) {
    return new Readiness(false, false, reason, message);
  }

  /** It may become ready by itself, and needs a person if it does not. */
  static Readiness failing(String reason, String message) {
    return new Readiness(false, true, reason, message);
  }

  /** The readiness of an object that a Prometheus must select. */
  static Readiness of(PrometheusSelection.Result selection) {
    return selection.good()
        ? ready(selection.reason(), selection.message())
        : failing(selection.reason(), selection.message());
  }

  /** What CloudNativePG says of the database. */
  static Readiness of(CnpgState state) {
    return new Readiness(state.ready(), state.failing(), state.reason(), state.message());
  }

  /** The same with warnings, if it is ready. */
  public Readiness with(List<String> warnings) {
    return ready
        ? saying(
            Stream.concat(Stream.of(message), warnings.stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; ")))
        : this;
  }

  /** The same with another message. */
  public Readiness saying(String words) {
    return new Readiness(ready, failing, reason, words);
  }
}
