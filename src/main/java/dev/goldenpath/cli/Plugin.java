package dev.goldenpath.cli;

import dev.goldenpath.cli.completion.Completer;
import dev.goldenpath.cli.completion.CompletionCommand;
import dev.goldenpath.cli.explain.ExplainCommand;
import dev.goldenpath.cli.hatch.EjectCommand;
import dev.goldenpath.cli.hatch.OverrideCommand;
import dev.goldenpath.cli.hatch.PauseCommand;
import dev.goldenpath.cli.hatch.ResumeCommand;
import dev.goldenpath.cli.hatch.ReturnCommand;
import dev.goldenpath.cli.kubectl.ConnectionFlags;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.page.DemoCommand;
import dev.goldenpath.cli.page.UiCommand;
import dev.goldenpath.cli.plan.PlanCommand;
import dev.goldenpath.cli.progress.WaitCommand;
import dev.goldenpath.cli.progress.WatchCommand;
import dev.goldenpath.cli.render.RenderCommand;
import dev.goldenpath.cli.report.ReportCommand;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.NearestName;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code kubectl golden}: its verbs, and what becomes of their failures. */
public final class Plugin {
  /** What the completion file beside the launcher calls. */
  private static final String COMPLETE = "__complete";

  /** Every verb, in the order of the help. */
  private static final Map<String, Function<Session, Verb>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put("render", RenderCommand::new);
    VERBS.put("plan", PlanCommand::new);
    VERBS.put("explain", ExplainCommand::new);
    VERBS.put("watch", WatchCommand::new);
    VERBS.put("wait", WaitCommand::new);
    VERBS.put("override", OverrideCommand::new);
    VERBS.put("eject", EjectCommand::new);
    VERBS.put("return", ReturnCommand::new);
    VERBS.put("pause", PauseCommand::new);
    VERBS.put("resume", ResumeCommand::new);
    VERBS.put("report", ReportCommand::new);
    VERBS.put("ui", UiCommand::new);
    VERBS.put("demo", DemoCommand::new);
    VERBS.put(
        "completion",
        session -> new CompletionCommand(session, () -> new Plugin(session).commandLine()));
  }

  private final Session session;

  /** A plugin in this session. */
  public Plugin(Session session) {
    this.session = session;
  }

  /**
   * Runs a command line.
   *
   * @return an {@link ExitCode}
   */
  public int run(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals(COMPLETE)) {
      new Completer(session, VERBS.keySet(), this::commandLine)
          .answer(Arrays.asList(arguments).subList(1, arguments.length));
      return ExitCode.YES;
    }
    // Reading the annotations of all verbs costs more than most verbs do.
    boolean isVerb = arguments.length > 0 && VERBS.containsKey(arguments[0]);
    if (!isVerb && arguments.length > 0 && !arguments[0].startsWith("-")) {
      session.terminal().say(unknown(arguments[0]));
      return ExitCode.BAD_INPUT;
    }
    CommandLine line = isVerb ? commandLine(arguments[0]) : commandLine();
    return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
  }

  private static String unknown(String verb) {
    return "%s: is not a verb; did you mean %s? All: %s --help"
        .formatted(MessageText.quoted(verb), NearestName.to(verb, VERBS.keySet()), Verb.PLUGIN);
  }

  /** With every verb: for the help, the completion and the documentation. */
  public CommandLine commandLine() {
    return commandLine(VERBS.keySet().toArray(String[]::new));
  }

  private CommandLine commandLine(String... verbs) {
    CommandSpec root = CommandSpec.create().name(Verb.PLUGIN);
    root.usageMessage().description("Inspect and change what a service gets from the golden path.");
    root.mixinStandardHelpOptions(true);
    root.version(Verb.PLUGIN + " " + Plugin.class.getPackage().getImplementationVersion());
    CommandLine line = new CommandLine(root);
    for (String verb : verbs) {
      CommandSpec spec =
          CommandSpec.forAnnotatedObject(Objects.requireNonNull(VERBS.get(verb)).apply(session));
      spec.mixinStandardHelpOptions(true);
      ConnectionFlags.addTo(spec);
      line.addSubcommand(verb, new CommandLine(spec));
    }
    line.setOut(writer(session.terminal().out()));
    line.setErr(writer(session.terminal().err()));
    line.setCaseInsensitiveEnumValuesAllowed(false);
    line.setParameterExceptionHandler((e, typed) -> complain(e));
    line.setExecutionExceptionHandler((e, command, parsed) -> fail(e));
    line.setExecutionStrategy(new CommandLine.RunLast());
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private int complain(ParameterException e) {
    session.terminal().say(Objects.requireNonNull(e.getMessage()));
    session
        .terminal()
        .say("Usage: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.BAD_INPUT;
  }

  private int fail(Exception e) throws Exception {
    if (e instanceof BadInput) {
      session.terminal().say(Objects.requireNonNull(e.getMessage()));
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof KubectlFailure failure) {
      if (!failure.said().isEmpty()) {
        session.terminal().say(failure.said().strip());
      }
      return ExitCode.KUBECTL_FAILED;
    }
    throw e;
  }
}
