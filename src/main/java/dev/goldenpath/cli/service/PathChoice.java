package dev.goldenpath.cli.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.PathDocument;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path document that a verb works with: that of a file, else the cluster's, else the one in the
 * product. The choice is reported.
 *
 * @param path the document
 * @param origin where it is from, for people
 * @param isCertain false if the operator may have another document, which cannot be read
 */
public record PathChoice(GoldenPath path, String origin, boolean isCertain) {
  static final String APIS = "/apis/" + GoldenService.API_VERSION;

  /** The path of a file. */
  public static PathChoice ofFile(String name, Terminal terminal) {
    InputFile file = InputFile.read(name, terminal.in());
    return new PathChoice(read(name, reader -> reader.read(name, file.text())), name, true);
  }

  /** The one in the product. */
  public static PathChoice builtIn() {
    return BuiltIn.CHOICE;
  }

  /** Read once, by whichever thread needs it first. */
  private static final class BuiltIn {
    private static final PathChoice CHOICE =
        new PathChoice(
            read("the built-in path", GoldenPathReader::readBuiltIn), "the built-in one", true);
  }

  /**
   * That of a service in the cluster. Its revision is an object that the caller may be allowed to
   * read; a file of the operator is not.
   *
   * @param service what is there of it; a service that is not built yet gets the current revision
   */
  public static PathChoice ofCluster(
      Kubectl kubectl, Terminal terminal, Optional<Subject> service) {
    try {
      Optional<Subject> built = service.filter(each -> each.version() != null);
      return (built.isPresent() ? built.get().revision() : current(kubectl))
          .flatMap(version -> ofRevision(kubectl, version))
          .orElseGet(PathChoice::assumed);
    } catch (KubectlFailure failure) {
      if (!failure.isForbidden()) {
        throw failure;
      }
      terminal.say(failure.said().strip());
      return assumed();
    }
  }

  private static PathChoice assumed() {
    return new PathChoice(builtIn().path(), builtIn().origin(), false);
  }

  private static Optional<String> current(Kubectl kubectl) {
    return kubectl
        .find(APIS + "/" + GoldenPathResource.PLURAL + "/" + GoldenPathResource.NAME)
        .map(found -> found.path("status").path("current").asText())
        .filter(current -> !current.isEmpty());
  }

  private static Optional<PathChoice> ofRevision(Kubectl kubectl, String version) {
    String name = GoldenPathRevision.PREFIX + version;
    return kubectl
        .find(APIS + "/" + GoldenPathRevision.PLURAL + "/" + name)
        .map(found -> ofRevision(name, found));
  }

  /** The path of a revision, by its object. */
  static PathChoice ofRevision(String name, JsonNode revision) {
    RevisionContent content = RevisionContent.of(revision.path("spec"));
    return new PathChoice(
        read(name, reader -> reader.read(name, content)),
        GoldenPathRevision.KIND + " " + name,
        true);
  }

  private interface Reading {
    PathDocument by(GoldenPathReader reader) throws InvalidGoldenPathException;
  }

  private static GoldenPath read(String name, Reading reading) {
    try {
      return reading.by(new GoldenPathReader(Components.catalogue())).path();
    } catch (InvalidGoldenPathException e) {
      throw new BadInput(e.getMessage() + "; correct the document");
    } catch (RuntimeException e) {
      throw new BadInput(name + ": cannot be parsed: " + e + "; correct the document");
    }
  }

  /**
   * Reports the choice.
   *
   * @param built the version that the service was built from; null if none was
   */
  public void report(Terminal terminal, @Nullable String built) {
    terminal.say(
        "path %s %s: %s%s"
            .formatted(
                path.name(),
                path.version(),
                origin,
                isCertain ? "" : "; if the operator has another, name it by --path"));
    warn(terminal, built);
  }

  /** Reports the choice only if the service was built from another version. */
  public void warn(Terminal terminal, @Nullable String built) {
    if (built != null && !built.equals(path.version())) {
      terminal.say(
          "warning: the service was built from %s, not from %s (%s); name its document by --path"
              .formatted(built, path.version(), origin));
    }
  }
}
