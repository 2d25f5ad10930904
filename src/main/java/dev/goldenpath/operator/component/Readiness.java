package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a component is.
 *
 * @param ready whether the component does its work
 * @param failing whether a person may have to act where it is not
 * @param reason from {@link Reason}
 * @param message what is so, and when not ready what is awaited
 */
public record Readiness(boolean ready, boolean failing, String reason, String message) {

  static Readiness applied() {
    return ready(Reason.APPLIED, "");
  }

  /** It does its work. */
  public static Readiness ready(String reason, String message) {
    return new Readiness(true, false, reason, message);
  }

  /** It comes by itself. */
  static Readiness waiting(String reason, String message) {
    return new Readiness(false, false, reason, message);
  }

  /** It may come by itself, and needs a person if that lasts. */
  static Readiness failing(String reason, String message) {
    return new Readiness(false, true, reason, message);
  }

  /** That of an object which a Prometheus must take. */
  static Readiness of(PrometheusSelection.Result selection) {
    return selection.good()
        ? ready(selection.reason(), selection.message())
        : failing(selection.reason(), selection.message());
  }

  /** The same with what to know about it, if it is ready. */
  Readiness with(List<String> warnings) {
    return ready
        ? saying(
            Stream.concat(Stream.of(message), warnings.stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; ")))
        : this;
  }

  /** The same with other words. */
  public Readiness saying(String words) {
    return new Readiness(ready, failing, reason, words);
  }
}
