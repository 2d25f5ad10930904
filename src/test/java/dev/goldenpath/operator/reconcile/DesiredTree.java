package dev.goldenpath.operator.reconcile;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A random desired value, together with what the server would note as ours once it is applied. */
public record DesiredTree(Object value, Map<String, Object> fields) {
  private static final Map<String, Object> WHOLE = Map.of();
  private static final Arbitrary<String> KEYS =
      Arbitraries.of("name", "cpu", "requests.cpu", "goldenpath.dev/team", "a.b/c.d", "x", "y");

  /** Items of a set; no two of them the same quantity, which would make them one by meaning. */
  private static final Arbitrary<String> NAMES = Arbitraries.of("a", "b", "1", "5m", "true", "");

  /** A whole object with labels and a spec. */
  public static Arbitrary<DesiredTree> objects() {
    return texts()
        .map(DesiredTree::leaf)
        .flatMap(
            label ->
                maps(values(3))
                    .map(
                        spec ->
                            map(
                                Map.of(
                                    "metadata",
                                    map(Map.of("labels", map(Map.of("l", label)))),
                                    "spec",
                                    spec))));
  }

  private static Arbitrary<DesiredTree> values(int depth) {
    Arbitrary<DesiredTree> leaves = leaves().map(DesiredTree::leaf);
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<DesiredTree> below = values(depth - 1);
    return Arbitraries.oneOf(
        leaves,
        maps(below),
        below.list().ofMinSize(1).ofMaxSize(3).map(DesiredTree::atomic),
        NAMES.set().ofMinSize(1).ofMaxSize(3).map(items -> set(List.copyOf(items))),
        below.list().ofMinSize(1).ofMaxSize(3).map(DesiredTree::associative));
  }

  private static Arbitrary<Object> leaves() {
    return Arbitraries.oneOf(
        texts().asGeneric(),
        Arbitraries.integers().asGeneric(),
        Arbitraries.of(true, false).asGeneric());
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "1", "1000m", "1k", "5m", "true", "");
  }

  private static Arbitrary<DesiredTree> maps(Arbitrary<DesiredTree> values) {
    return Arbitraries.maps(KEYS, values).ofMinSize(1).ofMaxSize(4).map(DesiredTree::map);
  }

  private static DesiredTree leaf(Object value) {
    return new DesiredTree(value, WHOLE);
  }

  private static DesiredTree map(Map<String, DesiredTree> entries) {
    return new DesiredTree(
        collect(List.copyOf(entries.keySet()), key -> key, key -> entries.get(key).value()),
        owned(List.copyOf(entries.keySet()), key -> "f:" + key, key -> entries.get(key).fields()));
  }

  private static DesiredTree atomic(List<DesiredTree> items) {
    return new DesiredTree(items.stream().map(DesiredTree::value).toList(), WHOLE);
  }

  private static DesiredTree set(List<String> items) {
    return new DesiredTree(
        items, owned(items, item -> "v:" + Serialization.asJson(item), item -> WHOLE));
  }

  /** The items get a key field each. */
  private static DesiredTree associative(List<DesiredTree> values) {
    List<DesiredTree> items =
        IntStream.range(0, values.size())
            .mapToObj(i -> map(Map.of("id", leaf("item-" + i), "value", values.get(i))))
            .toList();
    return new DesiredTree(
        items.stream().map(DesiredTree::value).toList(),
        owned(
            items,
            item -> "k:" + Serialization.asJson(Map.of("id", ((Map<?, ?>) item.value()).get("id"))),
            DesiredTree::fields));
  }

  private static <T> Map<String, Object> owned(
      List<T> items, Function<T, String> key, Function<T, Object> value) {
    Map<String, Object> fields = collect(items, key, value);
    fields.put(".", WHOLE);
    return fields;
  }

  private static <T> Map<String, Object> collect(
      List<T> items, Function<T, String> key, Function<T, Object> value) {
    return items.stream().collect(Collectors.toMap(key, value, (one, other) -> one, TreeMap::new));
  }
}
