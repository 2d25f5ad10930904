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

/** The annotations of one service while they are read, and the problems found in them. */
final class AnnotationReader {
  private final Map<String, String> annotations;
  private final List<RejectedHatch> rejected = new ArrayList<>();
  private final List<RejectedHatch> more = new ArrayList<>();

  /** Parses a value. */
  interface Parser<T> {
    T parse(String value) throws InvalidHatchException;
  }

  AnnotationReader(Map<String, String> annotations) {
    this.annotations = new TreeMap<>(annotations);
  }

  Map<String, String> all() {
    return annotations;
  }

  /** The values of the keys with this prefix, by the rest of the key. */
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

  /** The parsed value of the key; if it is invalid, empty, and the key is rejected. */
  <T> Optional<T> read(String key, Parser<T> parser) {
    try {
      return Optional.of(parser.parse(Objects.requireNonNull(annotations.get(key))));
    } catch (InvalidHatchException e) {
      reject(key, Objects.requireNonNull(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Rejects a key for its value, which is the subject of the problem. */
  void reject(String key, String problem) {
    String value = Objects.requireNonNull(annotations.get(key));
    rejectKey(key, MessageText.quoted(value) + " " + problem);
  }

  /** Rejects a key, whatever its value is. */
  void rejectKey(String key, String problem) {
    rejected.add(new RejectedHatch(MessageText.plain(key, key.length()), problem));
  }

  /** Rejects keys that are not listed one by one. */
  void rejectMore(String problem) {
    more.add(new RejectedHatch(GoldenService.GROUP, problem));
  }

  /** Ignores the key from now on. */
  void leaveOut(String key) {
    annotations.remove(key);
  }

  List<RejectedHatch> rejected() {
    return Stream.concat(
            rejected.stream().sorted(Comparator.comparing(RejectedHatch::key)), more.stream())
        .toList();
  }
}
