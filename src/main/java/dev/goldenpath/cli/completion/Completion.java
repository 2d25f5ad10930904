package dev.goldenpath.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What could follow on a command line: options by their names, values by the label of their option
 * or position, such as {@code NAME} or {@code yaml|json}.
 *
 * @param candidates each a word, or a word with its description after a tab
 * @param directive how the shell goes on, in the numbers of cobra's protocol
 */
public record Completion(List<String> candidates, int directive) {
  /** The shell completes names of files. */
  private static final int FILES = 0;

  private static final int NO_SPACE = 2;
  private static final int NO_FILES = 4;

  private static final Completion NOTHING = new Completion(List.of(), NO_FILES);

  /** The names that a label such as {@code NAME} stands for. */
  public interface Names {
    /** In any order; empty for a label that nobody knows. */
    List<String> of(String label);
  }

  /** The words that begin like the last one typed. */
  static Completion of(Stream<String> words, String typed) {
    return new Completion(
        words.filter(word -> word.startsWith(typed)).distinct().sorted().toList(), NO_FILES);
  }

  /**
   * Completes the command line of a verb.
   *
   * @param words those after the verb; the last one is not finished, and may be empty
   */
  static Completion of(CommandSpec verb, List<String> words, Names names) {
    String typed = words.get(words.size() - 1);
    int position = 0;
    OptionSpec open = null;
    for (String word : words.subList(0, words.size() - 1)) {
      if (open != null) {
        open = null;
      } else if (word.startsWith("-") && word.length() > 1) {
        open = word.contains("=") ? null : withValue(verb, word).orElse(null);
      } else {
        position++;
      }
    }
    if (open != null) {
      return values(open, typed, "", names);
    }
    int equals = typed.indexOf('=');
    if (typed.startsWith("-") && equals > 0) {
      return withValue(verb, typed.substring(0, equals))
          .map(option -> values(option, typed, typed.substring(0, equals + 1), names))
          .orElse(NOTHING);
    }
    return typed.startsWith("-")
        ? options(verb, typed)
        : Optional.ofNullable(positional(verb, position))
            .map(parameter -> values(parameter, typed, "", names))
            .orElse(NOTHING);
  }

  private static Optional<OptionSpec> withValue(CommandSpec verb, String name) {
    return Optional.ofNullable(verb.findOption(name)).filter(option -> option.arity().min() > 0);
  }

  private static Completion options(CommandSpec verb, String typed) {
    return of(
        verb.options().stream()
            .filter(option -> !option.hidden())
            .map(option -> described(option.longestName(), option.description())),
        typed);
  }

  static String described(String word, String[] description) {
    return description.length == 0 ? word : word + "\t" + String.format(description[0]);
  }

  private static @Nullable PositionalParamSpec positional(CommandSpec verb, int position) {
    return verb.positionalParameters().stream()
        .filter(parameter -> parameter.index().contains(position))
        .findFirst()
        .orElse(null);
  }

  private static Completion values(ArgSpec argument, String typed, String before, Names names) {
    List<String> words = new ArrayList<>();
    int directive = NO_FILES;
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(words::add);
    }
    for (String label : argument.paramLabel().replaceAll("[\\[\\]<>.]", "").split("\\|", -1)) {
      String[] pair = label.split("=", 2);
      if (!label.equals(label.toUpperCase(Locale.ROOT))) {
        words.add(label);
      } else if (label.equals("FILE") || label.equals("DIR")) {
        directive = FILES;
      } else if (pair.length == 2) {
        names.of(pair[0]).forEach(name -> words.add(name + "="));
        directive = NO_FILES | NO_SPACE;
      } else {
        words.addAll(names.of(label));
      }
    }
    return new Completion(
        of(words.stream().map(word -> before + word), typed).candidates(), directive);
  }

  /** The form that kubectl reads. */
  String text() {
    return Stream.concat(candidates.stream(), Stream.of(":" + directive))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }
}
