package dev.goldenpath.operator.component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a service is asked over time, as the input series of a promtool test. */
final class Traffic {
  private final Duration step;
  private final List<Phase> phases = new ArrayList<>();

  /** A while of even traffic: requests a minute, and what share of them is bad or slow. */
  private record Phase(Duration length, double requests, double failed, double slow) {
    boolean isBad() {
      return failed > 0 || slow > 0;
    }
  }

  private Traffic(Duration step) {
    this.step = step;
  }

  /** Sampled, and evaluated, so often. */
  static Traffic every(Duration step) {
    return new Traffic(step);
  }

  Duration step() {
    return step;
  }

  Traffic healthy(Duration length) {
    return then(length, 600, 0, 0);
  }

  Traffic idle(Duration length) {
    return then(length, 0, 0, 0);
  }

  /** Ten requests a second, of which a share fails. */
  Traffic failing(Duration length, double share) {
    return then(length, 600, share, 0);
  }

  Traffic slow(Duration length, double share) {
    return then(length, 600, 0, share);
  }

  Traffic then(Duration length, double requests, double failed, double slow) {
    phases.add(new Phase(length, requests, failed, slow));
    return this;
  }

  Duration length() {
    return phases.stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** When the first bad phase begins. */
  Duration faultFrom() {
    return phases.stream()
        .takeWhile(phase -> !phase.isBad())
        .map(Phase::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** When the bad phases, which follow one another, are over. */
  Duration faultUntil() {
    return phases.stream()
        .filter(Phase::isBad)
        .map(Phase::length)
        .reduce(faultFrom(), Duration::plus);
  }

  String succeeded() {
    return counter(phase -> phase.requests() * (1 - phase.failed()));
  }

  String failed() {
    return counter(phase -> phase.requests() * phase.failed());
  }

  String fast() {
    return counter(phase -> phase.requests() * (1 - phase.failed() - phase.slow()));
  }

  /** A gauge of 1 all the time. */
  String up() {
    return "1x" + (length().dividedBy(step));
  }

  /**
   * promtool's notation: {@code a+bxn} is n + 1 samples. It adds up doubles, so each phase begins a
   * hundred-thousandth above where the one before ended: a counter that falls has been reset.
   */
  private String counter(ToDoubleFunction<Phase> perMinute) {
    StringBuilder values = new StringBuilder("0");
    double value = 0;
    for (Phase phase : phases) {
      double each = perMinute.applyAsDouble(phase) * step.toSeconds() / 60;
      value += 0.00001;
      long samples = phase.length().dividedBy(step);
      if (samples > 0) {
        values.append(String.format(Locale.ROOT, " %.6f+%.6fx%d", value + each, each, samples - 1));
        value += each * samples;
      }
    }
    return values.toString();
  }
}
