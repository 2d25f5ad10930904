package dev.goldenpath.cli.verb;

import dev.goldenpath.cli.kubectl.ConnectionFlags;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.terminal.Terminal;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A verb of the plugin: its options are fields, and its answer is an {@link ExitCode}. */
public abstract class Verb implements Callable<Integer> {
  /** How people call the plugin. */
  public static final String PLUGIN = "kubectl golden";

  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  /** A verb in this session. */
  protected Verb(Session session) {
    this.session = session;
  }

  /** What the run has from outside. */
  protected final Session session() {
    return session;
  }

  /** Where it reads and writes. */
  protected final Terminal terminal() {
    return session.terminal();
  }

  /** kubectl with the connection flags of this command line. */
  protected final Kubectl kubectl() {
    return session.kubectl(
        ConnectionFlags.given(Objects.requireNonNull(spec).commandLine().getParseResult()));
  }
}
