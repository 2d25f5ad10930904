package dev.goldenpath.cli.completion;

import dev.goldenpath.cli.terminal.BadInput;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file that kubectl asks, found on the PATH like the plugin.
 *
 * @param link where it is to be
 * @param target the file of this installation
 */
record CompletionLink(Path link, Path target) {
  private static final String PLUGIN = "kubectl-golden";
  private static final String FILE = "kubectl_complete-golden";

  /**
   * Beside the plugin.
   *
   * @param path the variable PATH
   * @param home the folder of this installation
   */
  static CompletionLink find(String path, Path home) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .filter(folder -> Files.isExecutable(folder.resolve(PLUGIN)))
        .findFirst()
        .map(folder -> new CompletionLink(folder.resolve(FILE), home.resolve(FILE)))
        .orElseThrow(
            () ->
                new BadInput(
                    "PATH: has no kubectl-golden, so that kubectl does not find it; link it: ln -s %s/kubectl-golden <a folder of the PATH>"
                        .formatted(home)));
  }

  /**
   * Makes the link, unless it is there.
   *
   * @return what was done
   */
  String make() {
    try {
      if (Files.exists(link) && Files.isSameFile(link, target)) {
        return link + ": is there already";
      }
      if (Files.exists(link) && !Files.isSymbolicLink(link)) {
        throw new BadInput(link + ": is a file that was not made by this verb; remove it");
      }
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, target);
      return "%s: linked to %s".formatted(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      throw new BadInput(
          "%s: cannot be written: %s; run by who may: ln -s %s %s"
              .formatted(link, e, target, link));
    }
  }
}
