package dev.goldenpath.operator.goldenpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The path document that the operator includes. */
final class BuiltInPath {
  static final String NAME = "golden-path.yaml";

  private BuiltInPath() {}

  static String text() {
    try (InputStream document = BuiltInPath.class.getResourceAsStream("/" + NAME)) {
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
