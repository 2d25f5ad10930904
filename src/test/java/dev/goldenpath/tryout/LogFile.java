package dev.goldenpath.tryout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process writes, while it writes. */
record LogFile(Path path) {
  private static final int TAIL = 20;

  String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its end, where the reason stands when the process has failed. */
  String tail() {
    List<String> lines = text().lines().toList();
    return "The end of %s:%n%s"
        .formatted(
            path,
            String.join(
                System.lineSeparator(),
                lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
  }
}
