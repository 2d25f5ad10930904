package dev.goldenpath.faults;

import dev.goldenpath.operator.goldenpath.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The path document that an operator reads, as a mounted file that is replaced at once. */
final class PathFile {
  private final Path file;

  PathFile(Path folder) {
    file = folder.resolve("path.yaml").toAbsolutePath();
  }

  Path file() {
    return file;
  }

  void write(String text) {
    try {
      Path next = Files.writeString(file.resolveSibling("next.yaml"), text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document of the product again. */
  void restore() {
    write(Documents.builtIn());
  }
}
