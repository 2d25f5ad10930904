package dev.goldenpath.cli.plan;

import dev.goldenpath.cli.service.PathChoice;
import dev.goldenpath.cli.service.ServiceFile;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The change that was asked about: another file, single fields, or another path document. */
final class WantedChange {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A service in the cluster. Default: the one in FILE.")
  private @Nullable String name;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "The service as it should be, or - for standard input.")
  private @Nullable String file;

  @Option(names = "--tier", paramLabel = "TIER", description = "The tier to plan for.")
  private @Nullable String tier;

  @Option(names = "--image", paramLabel = "IMAGE", description = "The image to plan for.")
  private @Nullable String image;

  @Option(names = "--path", paramLabel = "FILE", description = "The path document to plan for.")
  private @Nullable String pathFile;

  private @Nullable GoldenService read;

  /**
   * Reads the file, if one was named.
   *
   * @throws BadInput if the options name no service or no change, or contradict each other
   */
  void read(Terminal terminal) {
    if (file == null && tier == null && image == null && pathFile == null) {
      throw new BadInput("plan: no change is given; name one by -f, --tier, --image or --path");
    }
    if (file != null && (tier != null || image != null)) {
      throw new BadInput("-f: is given beside --tier or --image; change the file instead");
    }
    if (name == null && file == null) {
      throw new BadInput("NAME: is missing; name a service, or a file by -f");
    }
    if (file == null) {
      return;
    }
    read = ServiceFile.read(file, terminal.in());
    String inFile = read.getMetadata().getName();
    if (name != null && !name.equals(inFile)) {
      throw new BadInput(
          "NAME: is %s, and the service in %s is %s; leave NAME out"
              .formatted(MessageText.quoted(name), file, MessageText.quoted(inFile)));
    }
    name = inFile;
  }

  /** The service that was named. */
  String name() {
    return Objects.requireNonNull(name);
  }

  /** Whether the service need not be there yet. */
  boolean mayCreate() {
    return read != null;
  }

  /** The service in the file. */
  GoldenService created() {
    return Objects.requireNonNull(read);
  }

  /** The path document after the change. */
  PathChoice path(PathChoice present, Terminal terminal) {
    return pathFile == null ? present : PathChoice.ofFile(pathFile, terminal);
  }

  /** The service after the change. */
  Subject applyTo(Subject live) {
    if (read != null) {
      return AppliedFile.of(live, read);
    }
    GoldenServiceSpec before =
        Objects.requireNonNullElseGet(live.service().getSpec(), GoldenServiceSpec::new);
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam(before.getTeam());
    spec.setTier(tier == null ? before.getTier() : tier);
    spec.setDeletionPolicy(before.getDeletionPolicy());
    spec.setImage(image == null ? before.getImage() : image);
    spec.setUses(before.getUses());
    return live.with(live.annotations(), spec);
  }
}
