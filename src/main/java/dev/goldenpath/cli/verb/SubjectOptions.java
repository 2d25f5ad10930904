package dev.goldenpath.cli.verb;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.service.PathChoice;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.service.ServiceFile;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.cli.service.SubjectReader;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.GoldenService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A service by its name in the cluster, or in a file; and the path document. */
public final class SubjectOptions {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A service in the cluster.")
  private @Nullable String name;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description =
          "A file with one GoldenService, or - for standard input. No cluster is contacted.")
  private @Nullable String file;

  @Option(
      names = "--path",
      paramLabel = "FILE",
      description = "A path document. Default: the cluster's, or the built-in one.")
  private @Nullable String pathFile;

  /**
   * The service that was named, with its plan; where the path is from is reported.
   *
   * @throws BadInput unless exactly one of name and file was given
   */
  public PlannedSubject plan(Verb verb) {
    if ((name == null) == (file == null)) {
      throw new BadInput(
          name == null
              ? "NAME: is missing; name a service, or a file by -f"
              : "-f: is given beside NAME; give one of them");
    }
    Terminal terminal = verb.terminal();
    if (name == null) {
      GoldenService service = ServiceFile.read(file, terminal.in());
      return PlannedSubject.of(Subject.ofFile(service), pathOffline(verb));
    }
    PlannedSubject planned = planOf(verb, name, pathFile);
    planned.path().report(terminal, planned.subject().version());
    return planned;
  }

  /**
   * A service of the cluster, with its plan.
   *
   * @param pathFile a path document; null for the cluster's
   */
  public static PlannedSubject planOf(Verb verb, String name, @Nullable String pathFile) {
    Terminal terminal = verb.terminal();
    Kubectl kubectl = verb.kubectl();
    GoldenService service = new Services(kubectl, terminal).get(name);
    PathChoice path =
        pathFile == null
            ? PathChoice.ofCluster(kubectl, terminal, Optional.of(Subject.ofFile(service)))
            : PathChoice.ofFile(pathFile, terminal);
    return PlannedSubject.of(
        new SubjectReader(kubectl, terminal, verb.session().clock())
            .read(service, path.path().spec().platform()),
        path);
  }

  /** NAME as it was typed, which some verbs also take for something else; null without one. */
  public @Nullable String name() {
    return name;
  }

  /** FILE as it was typed; null without one. */
  public @Nullable String file() {
    return file;
  }

  /** The path document without a cluster: that of --path, else the built-in one; reported. */
  public PathChoice pathOffline(Verb verb) {
    PathChoice path =
        pathFile == null ? PathChoice.builtIn() : PathChoice.ofFile(pathFile, verb.terminal());
    path.report(verb.terminal(), null);
    return path;
  }
}
