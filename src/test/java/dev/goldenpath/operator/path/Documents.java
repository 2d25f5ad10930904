package dev.goldenpath.operator.path;

import dev.goldenpath.operator.component.Components;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The built-in path document, and what becomes of it with something planted in it. */
final class Documents {
  private Documents() {}

  static String builtIn() {
    try (InputStream document = Documents.class.getResourceAsStream("/golden-path.yaml")) {
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GoldenPath read(String text) throws InvalidPathException {
    return new GoldenPathReader(Components.parameters()).read("golden-path.yaml", text);
  }

  static GoldenPath readBuiltIn() {
    try {
      return read(builtIn());
    } catch (InvalidPathException e) {
      throw new IllegalStateException(e);
    }
  }
}
