package dev.goldenpath.operator.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What differs from one run to the next in text that a page shows, such as times. */
public final class VariableText {
  /** Moments, days and durations as the plugin prints them. */
  public static final VariableText TIMES =
      new VariableText(List.of(), List.of())
          .and("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
          .and("since \\d{4}-\\d\\d-\\d\\d")
          .and("\\d+(\\.\\d+)? s\\b")
          .and("\\d+:\\d\\d\\b");

  /** Ages as kubectl prints them, and the width of the column. */
  public static final VariableText AGES =
      new VariableText(List.of(), List.of()).and("\\b(\\d+[smhd])+\\b").and(" +");

  private final List<Pattern> any;
  private final List<Pattern> names;

  private VariableText(List<Pattern> any, List<Pattern> names) {
    this.any = any;
    this.names = names;
  }

  /** And whatever this matches. */
  public VariableText and(String pattern) {
    return new VariableText(with(any, pattern), names);
  }

  /** And names such as uids, which differ, too; but a name is the same wherever it occurs. */
  public VariableText andNames(String pattern) {
    return new VariableText(any, with(names, pattern));
  }

  /** And all that the other one lists. */
  public VariableText and(VariableText other) {
    return new VariableText(joined(any, other.any), joined(names, other.names));
  }

  private static List<Pattern> with(List<Pattern> patterns, String another) {
    return joined(patterns, List.of(Pattern.compile(another)));
  }

  private static List<Pattern> joined(List<Pattern> some, List<Pattern> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** The text before, unless more differs than what is variable. */
  public String kept(String before, String now) {
    return constant(before).equals(constant(now)) ? before : now;
  }

  /** The same if the order of the lines is variable, too. */
  public String keptInAnyOrder(String before, String now) {
    return sorted(before).equals(sorted(now)) ? before : now;
  }

  private List<String> sorted(String text) {
    return constant(text).lines().sorted().toList();
  }

  private String constant(String text) {
    String constant = text;
    for (Pattern name : names) {
      Map<String, String> numbers = new TreeMap<>();
      constant =
          name.matcher(constant)
              .replaceAll(
                  found -> numbers.computeIfAbsent(found.group(), n -> "<" + numbers.size() + ">"));
    }
    for (Pattern pattern : any) {
      constant = pattern.matcher(constant).replaceAll("?");
    }
    return constant;
  }
}
