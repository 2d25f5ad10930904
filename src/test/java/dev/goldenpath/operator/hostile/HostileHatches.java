package dev.goldenpath.operator.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Annotations of a GoldenService that try to cost the operator its time, memory or life. */
final class HostileHatches {
  /** What the API server takes of all annotations together is 262,144 bytes. */
  private static final int LARGE = 250_000;

  private static final List<String> REGEXES =
      List.of(
          "(((a{1000}){1000}){1000})",
          "((a{100}){100}){100}",
          "(((((((a{10}){10}){10}){10}){10}){10}){10})",
          "(?:(?:[a-z0-9]{500}){500}){500}",
          "((a|b|c|d){1000}){1000}",
          "(?i)(((k{1000}){1000}){1000})",
          "((\\pL{1000}){1000}){1000}",
          "((.{0,1000}){0,1000}){0,1000}",
          "((a?){1000}){1000}a{1000}",
          "((\\p{Greek}|\\pN){200}){1000}",
          "(x+x+)+(y{999}){999}",
          "(a|ab|abc)*".repeat(18),
          "(".repeat(100) + ")".repeat(100),
          "[a-z]|".repeat(33) + "x",
          "a".repeat(LARGE));

  private final Map<String, Map<String, String>> byName = new LinkedHashMap<>();

  private HostileHatches() {
    regexes();
    manyKeys();
    largeValues();
    patches();
    lists();
    numbers();
  }

  /** The annotations by what they are. */
  static Map<String, Map<String, String>> all() {
    return new HostileHatches().byName;
  }

  private void regexes() {
    for (String regex : REGEXES) {
      override("slo.badStatus", regex);
    }
    REGEXES.subList(0, 6).forEach(regex -> override("slo.exclude", regex));
    for (String parameter : List.of("slo.total", "slo.bad", "slo.fast")) {
      for (String operator : List.of("=~", "!~")) {
        selector(parameter, operator, REGEXES.get(0));
      }
      selector(parameter, "=~", REGEXES.get(6));
      override(parameter, "m{" + "a=~\"(b{99}){99}\",".repeat(25) + "}");
    }
  }

  private void selector(String parameter, String operator, String regex) {
    byName.put(
        "%s: a matcher %s %s".formatted(parameter, operator, shortened(regex)),
        Map.of(
            "override.goldenpath.dev/slo.profile",
            "custom",
            "override.goldenpath.dev/" + parameter,
            "requests_total{path%s\"%s\"}".formatted(operator, regex.replace("\\", "\\\\"))));
  }

  private void manyKeys() {
    for (String prefix :
        List.of(
            "goldenpath.dev/",
            "override.goldenpath.dev/",
            "override.goldenpath.dev/slo.",
            "patch.goldenpath.dev/",
            "eject.goldenpath.dev/",
            "goldenpath.dev/until.",
            "goldenpath.dev/reason.",
            "nothing.goldenpath.dev/")) {
      int count = Math.min(10_000, LARGE / (prefix.length() + 6));
      byName.put(
          count + " keys " + prefix + "…",
          IntStream.range(0, count)
              .boxed()
              .collect(Collectors.toMap(i -> prefix + "%05d".formatted(i), i -> "x")));
    }
  }

  private void largeValues() {
    for (String key :
        List.of(
            "override.goldenpath.dev/quota.memory",
            "override.goldenpath.dev/quota.pods",
            "override.goldenpath.dev/network.allowFrom",
            "override.goldenpath.dev/slo.labels",
            "override.goldenpath.dev/slo.total",
            "override.goldenpath.dev/monitoring.path",
            "override.goldenpath.dev/monitoring.interval",
            "override.goldenpath.dev/postgres.version",
            "patch.goldenpath.dev/monitoring",
            "eject.goldenpath.dev/dashboard",
            "goldenpath.dev/until.dashboard",
            "goldenpath.dev/reason.quota",
            "goldenpath.dev/adopt",
            "goldenpath.dev/confirm-deletion",
            "goldenpath.dev/paused")) {
      add(LARGE + " characters in " + key, key, "7".repeat(LARGE));
    }
  }

  private void patches() {
    patch("arrays in arrays", "{\"spec\":{\"a\":" + nested("[", "]") + "}}");
    patch("objects in objects", nested("{\"a\":", "}").replace(":}", ":1}"));
    patch("arrays without an end", "[".repeat(LARGE));
    patch("20,000 keys", object(20_000, i -> "\"k%d\":1".formatted(i)));
    patch("one key 20,000 times", object(20_000, i -> "\"a\":\"x\""));
    for (String number :
        List.of("1e400", "-1e400", "1e999999999", "1e-999999999", "9".repeat(LARGE))) {
      patch("the number " + shortened(number), "{\"spec\":{\"sampleLimit\":" + number + "}}");
    }
    patch("a long string", "{\"spec\":{\"sampleLimit\":\"" + "x".repeat(LARGE - 100) + "\"}}");
    patch("a long key", "{\"" + "k".repeat(LARGE - 100) + "\":1}");
    patch("a long label", "{\"metadata\":{\"labels\":{\"a\":\"" + "b".repeat(200_000) + "\"}}}");
    patch("5,000 labels", labels(5_000));
    for (String text :
        List.of("null", "7", "\"x\"", "[]", "true", "{\"metadata\":7}", "{\"spec\":[]}")) {
      patch(text, text);
    }
    patch("null bytes", "{\"metadata\":{\"labels\":{\"a\":\"\\u0000\\u0000\"}}}");
    patch("bidirectional text", "{\"metadata\":{\"annotations\":{\"\u202e\u2066a\":\"\u202eb\"}}}");
    patch("half a character", "{\"metadata\":{\"annotations\":{\"a\":\"\\ud800\"}}}");
  }

  private void lists() {
    override("network.allowFrom", names(50));
    override("network.allowFrom", names(51));
    override("network.allowFrom", names(30_000));
    override("network.allowFrom", ",".repeat(LARGE));
    override("slo.labels", list(20_000, i -> "l%d=v".formatted(i)));
    add(
        "null bytes and colours in a reason",
        "eject.goldenpath.dev/dashboard",
        "other: \u0000\u001b[31m\u202e");
    add(
        "a name in every alphabet",
        "override.goldenpath.dev/slo.labels",
        "\ud835\udd4f=\u202ex,\u0000=y");
  }

  private void numbers() {
    override("quota.memory", "1e999999999");
    override("quota.cpu", "1e-999999999");
    override("quota.pods", "9".repeat(100_000));
    override("postgres.storage", "0." + "0".repeat(100_000) + "1Gi");
    override("slo.availability", "99." + "9".repeat(100_000));
    override("monitoring.interval", "9".repeat(1_000) + "h");
    add("a day beyond all years", "goldenpath.dev/until.quota.pods", "+999999999-12-31");
  }

  private void override(String parameter, String value) {
    String key = "override.goldenpath.dev/" + parameter;
    add("%s: %s".formatted(parameter, shortened(value)), key, value);
  }

  private void patch(String what, String json) {
    add("a patch: " + shortened(what), "patch.goldenpath.dev/monitoring", json);
  }

  private void add(String what, String key, String value) {
    byName.put(what, Map.of(key, value));
  }

  private static String nested(String open, String close) {
    int depth = LARGE / 2 / (open.length() + close.length());
    return open.repeat(depth) + close.repeat(depth);
  }

  private static String object(int size, IntFunction<String> entry) {
    return "{" + list(size, entry) + "}";
  }

  private static String labels(int count) {
    return "{\"metadata\":{\"labels\":" + object(count, i -> "\"l%d\":\"v\"".formatted(i)) + "}}";
  }

  private static String names(int count) {
    return list(count, i -> "s" + i);
  }

  private static String list(int size, IntFunction<String> entry) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(entry.apply(i));
    }
    return String.join(",", entries);
  }

  private static String shortened(String text) {
    return text.length() <= 40
        ? text
        : "%s… (%d characters)".formatted(text.substring(0, 40), text.length());
  }
}
