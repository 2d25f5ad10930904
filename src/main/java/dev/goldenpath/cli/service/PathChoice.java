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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The path document that a verb works with: that of a file, else the cluster's, else the one in the
 * product. The choice is reported.
 *
 * @param path the document
 * @param origin where it is from, for people
 */
public record PathChoice(GoldenPath path, String origin) {
  static final String APIS = "/apis/" + GoldenService.API_VERSION;

  /** The path of a file. */
  public static PathChoice ofFile(String name, Terminal terminal) {
    InputFile file = InputFile.read(name, terminal.in());
    return new PathChoice(read(name, reader -> reader.read(name, file.text())), name);
  }

  /** The one in the product. */
  public static PathChoice builtIn() {
    return BuiltIn.CHOICE;
  }

  /** Read once, by whichever thread needs it first. */
  private static final class BuiltIn {
    private static final PathChoice CHOICE =
        new PathChoice(
            read("the built-in path", GoldenPathReader::readBuiltIn), "the built-in one");
  }

  /**
   * That of the cluster, if there is a GoldenPath that the caller may read.
   *
   * @param version the revision that the service has; null for the one that a new service gets
   */
  public static PathChoice ofCluster(Kubectl kubectl, Terminal terminal, @Nullable String version) {
    try {
      Supplier<Optional<JsonNode>> resource =
          kubectl.finding(APIS + "/" + GoldenPathResource.PLURAL + "/" + GoldenPathResource.NAME);
      Optional<Supplier<Optional<JsonNode>>> built =
          Optional.ofNullable(version).map(each -> revision(kubectl, each));
      return resource
          .get()
          .map(found -> found.path("status").path("current").asText())
          .filter(current -> version != null || !current.isEmpty())
          .flatMap(
              current ->
                  read(
                      version == null ? current : version,
                      built.orElseGet(() -> revision(kubectl, current))))
          .orElseGet(PathChoice::builtIn);
    } catch (KubectlFailure failure) {
      if (!failure.isForbidden()) {
        throw failure;
      }
      terminal.say(failure.said().strip());
      return builtIn();
    }
  }

  private static Supplier<Optional<JsonNode>> revision(Kubectl kubectl, String version) {
    return kubectl.finding(
        APIS + "/" + GoldenPathRevision.PLURAL + "/" + GoldenPathRevision.PREFIX + version);
  }

  private static Optional<PathChoice> read(String version, Supplier<Optional<JsonNode>> revision) {
    String name = GoldenPathRevision.PREFIX + version;
    return revision.get().map(found -> ofRevision(name, found));
  }

  /** The path of a revision, by its object. */
  static PathChoice ofRevision(String name, JsonNode revision) {
    RevisionContent content = RevisionContent.of(revision.path("spec"));
    return new PathChoice(
        read(name, reader -> reader.read(name, content)), GoldenPathRevision.KIND + " " + name);
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
    terminal.say("path %s %s: %s".formatted(path.name(), path.version(), origin));
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
