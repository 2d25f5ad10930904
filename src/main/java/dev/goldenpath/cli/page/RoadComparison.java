package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.render.Rendering;
import dev.goldenpath.cli.service.PathChoice;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.component.DesiredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the objects of two services, and compares them. */
final class RoadComparison {
  private final Kubectl kubectl;
  private final Terminal terminal;

  RoadComparison(Kubectl kubectl, Terminal terminal) {
    this.kubectl = kubectl;
    this.terminal = terminal;
  }

  /** What a new service gets in this cluster. */
  Rendering render(NewService service) {
    Subject subject = Subject.ofFile(service.service());
    PathChoice path = PathChoice.ofCluster(kubectl, terminal, Optional.empty());
    return Rendering.of(subject, PlannedSubject.of(subject, path).plan());
  }

  /** Compares the live objects, as far as the reader may read them. */
  Comparison compare(NewService one, NewService other) {
    ObjectDiff.Names names = ObjectDiff.Names.of(one.name(), other.name());
    List<Comparison.Pair> pairs = new ArrayList<>();
    List<DesiredObject> unmatched = new ArrayList<>(render(other).all());
    for (DesiredObject object : render(one).all()) {
      Optional<DesiredObject> match =
          unmatched.stream()
              .filter(each -> each.kind().equals(object.kind()))
              .filter(each -> names.isSame(object.name(), each.name()))
              .findFirst();
      match.ifPresent(unmatched::remove);
      pairs.add(
          new Comparison.Pair(
              object.title(),
              match
                  .map(each -> compare(names, object, each))
                  .orElse(List.of("only " + one.name() + " has it"))));
    }
    unmatched.forEach(
        each ->
            pairs.add(
                new Comparison.Pair(each.title(), List.of("only " + other.name() + " has it"))));
    return new Comparison(List.copyOf(pairs));
  }

  private List<String> compare(ObjectDiff.Names names, DesiredObject one, DesiredObject other) {
    try {
      Optional<JsonNode> live = live(one);
      Optional<JsonNode> liveOther = live(other);
      List<String> missing =
          Stream.of(live.isEmpty() ? one : null, liveOther.isEmpty() ? other : null)
              .filter(Objects::nonNull)
              .map(each -> "is missing: " + each.kind().path(each.namespace(), each.name()))
              .toList();
      return missing.isEmpty()
          ? ObjectDiff.between(names, live.orElseThrow(), liveOther.orElseThrow())
          : missing;
    } catch (KubectlFailure failure) {
      return List.of(Words.of(failure));
    }
  }

  private Optional<JsonNode> live(DesiredObject object) {
    return kubectl.find(object.kind().path(object.namespace(), object.name()));
  }
}
