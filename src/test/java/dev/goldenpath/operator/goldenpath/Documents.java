package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.component.Components;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The built-in path document, and what becomes of it with something planted in it. */
public final class Documents {
  private Documents() {}

  public static String builtIn() {
    try (InputStream document = Documents.class.getResourceAsStream("/golden-path.yaml")) {
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static GoldenPath read(String text) throws InvalidGoldenPathException {
    return document(text).path();
  }

  /** With what of it is ignored. */
  public static PathDocument document(String text) throws InvalidGoldenPathException {
    return new GoldenPathReader(Components.catalogue()).read("golden-path.yaml", text);
  }

  public static GoldenPath readBuiltIn() {
    try {
      return read(builtIn());
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }
}
