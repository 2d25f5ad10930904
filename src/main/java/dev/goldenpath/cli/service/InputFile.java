package dev.goldenpath.cli.service;

import dev.goldenpath.cli.terminal.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a file, or of the standard input.
 *
 * @param name as it was typed
 */
record InputFile(String name, String text) {
  /** Bytes: as much as the API server accepts of an object, and a ConfigMap holds. */
  private static final int LARGEST = 1 << 20;

  private static final String STANDARD_INPUT = "-";

  /**
   * Reads one.
   *
   * @param name a path, or {@code -}
   * @throws BadInput if it cannot be read, is too large, or is not UTF-8
   */
  static InputFile read(String name, InputStream standardInput) {
    try (InputStream stream =
        name.equals(STANDARD_INPUT) ? standardInput : Files.newInputStream(Path.of(name))) {
      byte[] bytes = stream.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new BadInput(name + ": is larger than 1 MiB, as no object may be; name another file");
      }
      return new InputFile(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new BadInput(name + ": is not UTF-8; save it as UTF-8");
    } catch (NoSuchFileException e) {
      throw new BadInput(name + ": does not exist; name a file, or - for the standard input");
    } catch (IOException e) {
      throw new BadInput(name + ": cannot be read: " + e.getMessage() + "; name another file");
    }
  }
}
