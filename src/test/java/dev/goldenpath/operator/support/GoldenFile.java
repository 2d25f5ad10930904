package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that must equal what the code renders; {@code make golden} writes it anew. */
public final class GoldenFile {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private GoldenFile() {}

  /** The page with another text between {@code <!-- mark -->} and {@code <!-- end of mark -->}. */
  public static String between(String page, String mark, String text) {
    String begin = "<!-- " + mark + " -->\n";
    String end = "<!-- end of " + mark + " -->\n";
    return page.substring(0, page.indexOf(begin) + begin.length())
        + "\n"
        + text
        + "\n"
        + page.substring(page.indexOf(end));
  }

  /** Fails where the file differs from the rendered text, or writes it when asked to update. */
  public static void check(Path file, String rendered) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, rendered);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as("%s is not what the code renders; if the change is meant, run `make golden`", file)
          .isEqualTo(rendered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
