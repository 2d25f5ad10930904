package dev.goldenpath.operator.preview;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answers to dry runs, and what they say about services that were not tried: what was said of
 * most of the services with the same kind of change, and the worse of two answers that are equally
 * frequent.
 */
final class Verdicts {
  private final Map<DryRun, Verdict> answers;

  /** What is likely for a service with that kind of change; made once for each kind. */
  private final Map<ChangeKind, ServiceClass> likely = new HashMap<>();

  Verdicts(Map<DryRun, Verdict> answers) {
    this.answers = answers;
  }

  /** How many there are. */
  int size() {
    return answers.size();
  }

  /** The answer for a kind of change in one service; empty if that was not tried. */
  Optional<Verdict> of(ChangeKind kind, Sample.Member member) {
    return kind.key().canBeTried()
        ? Optional.ofNullable(answers.get(kind.dryRun(member.service())))
        : Optional.empty();
  }

  /** The class of a kind of change where it was not tried. */
  ServiceClass likely(ChangeKind kind) {
    ServiceClass known = likely.get(kind);
    if (known == null) {
      known = mostFrequent(kind).orElse(kind.key().type());
      likely.put(kind, known);
    }
    return known;
  }

  private Optional<ServiceClass> mostFrequent(ChangeKind kind) {
    Map<ServiceClass, Integer> counts = new EnumMap<>(ServiceClass.class);
    for (Sample.Member member : kind.sample().interleaved()) {
      of(kind, member).ifPresent(verdict -> counts.merge(verdict.type(), 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<ServiceClass, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** The class of the services that are alike and were not tried. */
  ServiceClass likely(Likeness likeness) {
    return worst(likeness, likeness.kinds().stream().map(this::likely));
  }

  /** The class of a service that may have been tried. */
  ServiceClass of(Sample.Member member) {
    return worst(
        member.likeness(),
        member.likeness().kinds().stream()
            .map(kind -> of(kind, member).map(Verdict::type).orElseGet(() -> likely(kind))));
  }

  private static ServiceClass worst(Likeness likeness, Stream<ServiceClass> ofKinds) {
    return ofKinds.reduce(likeness.type(), (one, other) -> one.compareTo(other) < 0 ? other : one);
  }
}
