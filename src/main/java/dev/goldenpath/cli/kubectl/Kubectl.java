package dev.goldenpath.cli.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The caller's kubectl. Context, identity and credentials are its own business, and what it says of
 * an error reaches the terminal as it is. This is the only class that starts processes.
 */
public final class Kubectl {
  private static final ObjectMapper JSON = Json.MAPPER;

  private final String executable;
  private final List<String> connection;
  private final Terminal terminal;
  private final boolean isHolding;

  /**
   * A kubectl.
   *
   * @param executable its path, or its name on the PATH
   * @param connection flags for every call
   */
  public Kubectl(String executable, List<String> connection, Terminal terminal) {
    this(executable, connection, terminal, false);
  }

  private Kubectl(
      String executable, List<String> connection, Terminal terminal, boolean isHolding) {
    this.executable = executable;
    this.connection = List.copyOf(connection);
    this.terminal = terminal;
    this.isHolding = isHolding;
  }

  /**
   * The same for requests that are repeated: all that it says of a failure is in the {@link
   * KubectlFailure}, so that the caller can show it once.
   */
  public Kubectl holding() {
    return new Kubectl(executable, connection, terminal, true);
  }

  /** A command as a person would type it, without secrets. */
  public String commandLine(List<String> arguments) {
    return Stream.of(
            Stream.of("kubectl"), arguments.stream(), ConnectionFlags.shown(connection).stream())
        .flatMap(words -> words)
        .map(ShellWord::quoted)
        .collect(Collectors.joining(" "));
  }

  /**
   * What the API server serves under a path.
   *
   * @param path such as {@code /api/v1/namespaces/checkout}
   * @param flags of kubectl; a connection flag of the caller overrides them
   */
  public JsonNode get(String path, String... flags) {
    return started(path, flags).get();
  }

  private Supplier<JsonNode> started(String path, String... flags) {
    Call call =
        call(
            true,
            Stream.concat(Stream.of("get", "--raw", path), Stream.of(flags))
                .toArray(String[]::new));
    return () -> {
      try {
        return JSON.readTree(call.answer(""));
      } catch (IOException e) {
        throw new KubectlFailure(
            "kubectl get --raw " + path + ": the answer is not JSON: " + e.getMessage());
      }
    };
  }

  /** The same; empty if it is not there, or its kind is not. */
  public Optional<JsonNode> find(String path) {
    return finding(path).get();
  }

  /**
   * Begins to find: requests that do not depend on each other wait for the API server together.
   *
   * @return waits for the answer, and fails as {@link #find} does; to be asked once
   */
  public Supplier<Optional<JsonNode>> finding(String path) {
    Supplier<JsonNode> answer = started(path);
    return () -> {
      try {
        return Optional.of(answer.get());
      } catch (KubectlFailure failure) {
        if (failure.isNotFound()) {
          return Optional.empty();
        }
        throw failure;
      }
    };
  }

  /**
   * The changes of what a path lists, as the API server reports them.
   *
   * @param path with {@code watch=true}
   */
  public Watch watch(String path) {
    Process process = start(false, "get", "--raw", path);
    close(process.getOutputStream());
    return new Watch(process, said(process));
  }

  /** Runs a command, and returns its output. */
  public String run(String... arguments) {
    return new String(read("", arguments), StandardCharsets.UTF_8);
  }

  /** The same with an input. */
  public String run(String input, List<String> arguments) {
    return new String(read(input, arguments.toArray(String[]::new)), StandardCharsets.UTF_8);
  }

  private byte[] read(String input, String... arguments) {
    return call(input.isEmpty(), arguments).answer(input);
  }

  private Call call(boolean mayAsk, String... arguments) {
    Process process = start(mayAsk, arguments);
    return new Call(process, said(process), terminal, isHolding);
  }

  private Said said(Process process) {
    return isHolding ? Said.held(process, terminal) : Said.of(process, terminal);
  }

  /**
   * Starts it.
   *
   * @param mayAsk whether it may ask the caller, as for a login
   */
  private Process start(boolean mayAsk, String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable));
    Stream.concat(Stream.of(arguments), connection.stream()).forEach(command::add);
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      if (mayAsk && terminal.interactive() && terminal.in() == System.in) {
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      }
      return builder.start();
    } catch (IOException e) {
      throw new KubectlFailure(
          "kubectl: cannot be run: "
              + e.getMessage()
              + "; install it on the PATH, or name it by the variable KUBECTL");
    }
  }

  private static void close(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
