package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Annotations that mean nothing, in rounds of one value for every key of a kind. */
final class BadHatches {
  private static final int KIB = 1024;

  /** No parameter of any type takes one of them. */
  private static final List<String> VALUES =
      List.of(
          "no such value",
          "-1",
          "1e+400",
          "NaN",
          " 5 ",
          "9".repeat(400),
          "5 GB",
          "../../etc/passwd",
          "${jndi:ldap://example.org/x}",
          "{{ .Values.secret }}",
          "'; DROP TABLE services; --",
          "<script>alert(1)</script>",
          "line\nbreak: true\r\n",
          "\u0000\u001b[31mred\u0007",
          "\u202eleft to right",
          "\ud83d\ude80",
          "[]");

  /** Nearly any text is a regular expression, and any word a metric. */
  private static final Set<String> REGEXES = Set.of("slo.badStatus", "slo.exclude");

  private static final List<String> BAD_REGEXES =
      List.of("(", "[", "a{2,1}", "(?=x)", "(a)\\1", "*", "\u0007", "x".repeat(201));

  private static final Set<String> SELECTORS = Set.of("slo.total", "slo.bad", "slo.fast");
  private static final List<String> BAD_SELECTORS =
      List.of(
          "up{",
          "a b",
          "{code=\"5..\"}",
          "sum(up)",
          "up{namespace=\"kube-system\"}",
          "up{job!=\"x\"}",
          "up{__name__=~\".+\"}",
          "up{code=~\"(\"}",
          "up{code=\"a\\\"b\"}",
          "up[5m]",
          "up} or up{",
          "x".repeat(513));

  private static final List<String> REASONS =
      List.of("perf: too slow", "Incident: now", "unknown-code:", "x".repeat(KIB + 1));

  private static final List<String> PATCHES =
      List.of(
          "",
          " ",
          "{",
          "[]",
          "null",
          "{}",
          "\"text\"",
          "spec: {}",
          "{\"a\":1,\"a\":2}",
          "{\"a\":1} {\"b\":2}",
          "{\"kind\":\"Secret\"}",
          "{\"metadata\":{\"name\":\"other\"}}",
          "{\"metadata\":{\"namespace\":\"kube-system\"}}",
          "{\"metadata\":{\"labels\":{\"goldenpath.dev/service\":\"other\"}}}",
          "{\"metadata\":null}",
          "{\"spec\":{\"\\u0000\":\"\\u001b[31m\"}}",
          "{\"a\":".repeat(1300) + "1" + "}".repeat(1300),
          "{\"a\":" + "9".repeat(2000) + "}",
          "{\"metadata\":{\"labels\":{\"a\":{\"b\":\"c\"}}}}",
          "{\"spec\":\"" + "y".repeat(8 * KIB) + "\"}");

  private static final List<String> DAYS =
      List.of("", "tomorrow", "2026-02-30", "01.02.2026", "99999-01-01", "2026-01-01T00:00:00Z");

  private BadHatches() {}

  static List<Map<String, String>> rounds() {
    List<Map<String, String>> rounds = new ArrayList<>();
    Set<String> parameters = new TreeSet<>();
    Set<String> components = new TreeSet<>();
    for (Component component : Components.ALL) {
      components.add(component.name());
      component.parameters().forEach(name -> parameters.add(component.name() + "." + name));
    }
    Set<String> strict = new TreeSet<>(parameters);
    strict.removeAll(REGEXES);
    strict.removeAll(SELECTORS);
    VALUES.forEach(value -> rounds.add(round("override.goldenpath.dev/", strict, value)));
    BAD_REGEXES.forEach(value -> rounds.add(round("override.goldenpath.dev/", REGEXES, value)));
    BAD_SELECTORS.forEach(value -> rounds.add(round("override.goldenpath.dev/", SELECTORS, value)));
    REASONS.forEach(
        value -> {
          Map<String, String> round = round("eject.goldenpath.dev/", components, value);
          round.putAll(round("goldenpath.dev/reason.", parameters, value));
          rounds.add(round);
        });
    PATCHES.forEach(value -> rounds.add(round("patch.goldenpath.dev/", components, value)));
    VALUES.forEach(value -> rounds.add(Map.of("goldenpath.dev/pin", value)));
    DAYS.forEach(value -> rounds.add(round("goldenpath.dev/until.", components, value)));
    rounds.add(
        Map.of(
            "overide.goldenpath.dev/quota.memory", "48Gi",
            "goldenpath.dev/pause", "incident: INC-1",
            "goldenpath.dev/unmanaged", "other: wrong object",
            "eject.goldenpath.dev/dashbord", "",
            "eject.goldenpath.dev/namespace", "",
            "override.goldenpath.dev/quota", "1",
            "override.goldenpath.dev/quota.Memory", "1Gi",
            "patch.goldenpath.dev/Quota", "{\"spec\":{}}",
            "goldenpath.dev/until.everything", "2199-01-01",
            "made-up.goldenpath.dev/quota", "x"));
    // Together they would be more than an object may have.
    for (String parameter : parameters) {
      rounds.add(Map.of("override.goldenpath.dev/" + parameter, "a\u0007".repeat(33 * KIB)));
    }
    return rounds;
  }

  private static Map<String, String> round(String prefix, Set<String> names, String value) {
    Map<String, String> round = new TreeMap<>();
    names.forEach(name -> round.put(prefix + name, value));
    return round;
  }
}
