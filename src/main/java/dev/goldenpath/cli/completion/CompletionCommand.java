package dev.goldenpath.cli.completion;

import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion}: sets up what shells ask when a person presses the tab key. */
@Command(
    name = "completion",
    description = "Set up shell completion for verbs, options, services and parameters.",
    footer =
        "%ninstall links kubectl_complete-golden next to the plugin. The completion of kubectl 1.26 or newer"
            + " (kubectl completion --help) then includes the plugin in bash, zsh, fish and PowerShell."
            + " bash prints a script for calling kubectl-golden without kubectl.")
public final class CompletionCommand extends Verb {
  /** Set by the launcher: the folder that it is in. */
  private static final String HOME = "golden.home";

  /** What to do. */
  enum Action {
    install,
    bash
  }

  private final Supplier<CommandLine> all;
  private final @Nullable String home;

  @Parameters(
      paramLabel = "install|bash",
      description = "Install the completion, or print a script for bash.")
  private Action action = Action.install;

  /**
   * A verb in this session.
   *
   * @param all the command line with every verb
   */
  public CompletionCommand(Session session, Supplier<CommandLine> all) {
    this(session, all, System.getProperty(HOME));
  }

  CompletionCommand(Session session, Supplier<CommandLine> all, @Nullable String home) {
    super(session);
    this.all = all;
    this.home = home;
  }

  @Override
  public Integer call() {
    if (action == Action.bash) {
      terminal().out().print(AutoComplete.bash("kubectl-golden", all.get()));
      terminal().out().flush();
      return ExitCode.YES;
    }
    if (home == null) {
      throw new BadInput("completion: was not started by kubectl-golden; call it by that");
    }
    CompletionLink link =
        CompletionLink.find(session().environment().getOrDefault("PATH", ""), Path.of(home));
    terminal().say(link.make());
    terminal()
        .say("If kubectl itself is not completed yet: kubectl completion --help names the line.");
    return ExitCode.YES;
  }
}
