package dev.goldenpath.cli.completion;

import dev.goldenpath.cli.kubectl.ConnectionFlags;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.service.PathChoice;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Answers the completion file beside the launcher, which kubectl asks. */
public final class Completer {
  /** Names are not worth more of a person's time. */
  private static final String PATIENCE = "--request-timeout=2s";

  private final Session session;
  private final Set<String> verbs;
  private final Function<String, CommandLine> commandLines;

  /**
   * A completer.
   *
   * @param verbs their names
   * @param commandLines a command line with one verb
   */
  public Completer(Session session, Set<String> verbs, Function<String, CommandLine> commandLines) {
    this.session = session;
    this.verbs = verbs;
    this.commandLines = commandLines;
  }

  /**
   * Completes a command line.
   *
   * @param words those after {@code kubectl golden}; the last one is not finished, and may be empty
   */
  public Completion complete(List<String> words) {
    String first = words.isEmpty() ? "" : words.get(0);
    if (words.size() < 2) {
      return Completion.of(Stream.concat(verbs.stream(), Stream.of("--help", "--version")), first);
    }
    if (!verbs.contains(first)) {
      return Completion.of(Stream.empty(), first);
    }
    CommandLine line = commandLines.apply(first);
    CommandLine verb = Objects.requireNonNull(line.getSubcommands().get(first));
    return Completion.of(
        verb.getCommandSpec(),
        words.subList(1, words.size()),
        label -> names(label, line, words.subList(0, words.size() - 1)));
  }

  /** The same as text, on the terminal. */
  public void answer(List<String> words) {
    session.terminal().out().print(complete(words).text());
    session.terminal().out().flush();
  }

  private List<String> names(String label, CommandLine line, List<String> finished) {
    return switch (label) {
      case "NAME" -> services(line, finished);
      case "PARAMETER" -> List.copyOf(PathChoice.builtIn().path().parameters().keySet());
      case "COMPONENT" -> Components.ALL.stream().map(Component::name).toList();
      default -> List.of();
    };
  }

  private List<String> services(CommandLine line, List<String> finished) {
    List<String> connection = new ArrayList<>(List.of(PATIENCE));
    try {
      line.setUnmatchedArgumentsAllowed(true);
      connection.addAll(
          ConnectionFlags.given(line.parseArgs(finished.toArray(String[]::new)).subcommand()));
    } catch (ParameterException e) {
      // Not finished yet: the default connection is the best guess.
    }
    try {
      return new Services(session.kubectl(connection), session.terminal()).names();
    } catch (KubectlFailure e) {
      return List.of();
    }
  }
}
