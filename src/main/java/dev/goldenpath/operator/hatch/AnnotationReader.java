package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The annotations of one service while they are read, and what was wrong with them. */
final class AnnotationReader {
  private final Map<String, String> annotations;
  private final List<RejectedHatch> rejected = new ArrayList<>();
  private final List<RejectedHatch> more = new ArrayList<>();

  /** Makes something of a value. */
  interface Parser<T> {
    T parse(String value) throws InvalidHatchException;
  }

  AnnotationReader(Map<String, String> annotations) {
    this.annotations = new TreeMap<>(annotations);
  }

  Map<String, String> all() {
    return annotations;
  }

  /** The values of the keys that begin so, by what follows. */
  Map<String, String> under(String prefix) {
    Map<String, String> found = new TreeMap<>();
    annotations.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** What the key's value means; where nothing, that is noted. */
  <T> Optional<T> read(String key, Parser<T> parser) {
    try {
      return Optional.of(parser.parse(Objects.requireNonNull(annotations.get(key))));
    } catch (InvalidHatchException e) {
      reject(key, Objects.requireNonNull(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Notes that a key changes nothing; its value begins the sentence. */
  void reject(String key, String problem) {
    rejected.add(
        new RejectedHatch(
            MessageText.plain(key, key.length()),
            MessageText.quoted(Objects.requireNonNull(annotations.get(key))) + " " + problem));
  }

  /** Notes what is wrong with keys that are not named one by one. */
  void rejectMore(String problem) {
    more.add(new RejectedHatch(GoldenService.GROUP, problem));
  }

  /** From now on, as if the key were not there. */
  void leaveOut(String key) {
    annotations.remove(key);
  }

  List<RejectedHatch> rejected() {
    return Stream.concat(
            rejected.stream().sorted(Comparator.comparing(RejectedHatch::key)), more.stream())
        .toList();
  }
}
