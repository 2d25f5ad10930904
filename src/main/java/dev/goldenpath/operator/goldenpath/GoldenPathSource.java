package dev.goldenpath.operator.goldenpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path document in force. A replacement that has an error, or cannot be read, is reported and
 * not used: the last valid document stays in force.
 */
public final class GoldenPathSource {
  private static final Logger log = LoggerFactory.getLogger(GoldenPathSource.class);

  /** Bytes, the most that a ConfigMap may hold: a larger file cannot be a path document. */
  private static final int LARGEST = 1 << 20;

  private final GoldenPathReader reader;
  private final Optional<Path> file;
  private volatile PathDocument current;
  private volatile boolean valid = true;

  /** The text as last seen; null while the file cannot be read. */
  private @Nullable String lastSeen;

  /** The problem found at the last look at the file, so that it is reported only once. */
  private String lastProblem = "";

  /**
   * Reads the document.
   *
   * @param file the installation's own document; if empty, the one in the product
   * @throws InvalidGoldenPathException if the document has an error, or its file cannot be read
   */
  public GoldenPathSource(GoldenPathReader reader, Optional<Path> file)
      throws InvalidGoldenPathException {
    this.reader = reader;
    this.file = file;
    this.lastSeen = file.isPresent() ? readFile(file.get()) : BuiltInPath.text();
    this.current = read(lastSeen);
    warnOfIgnored();
  }

  /** Whether the installation has a document of its own. */
  public boolean isInFile() {
    return file.isPresent();
  }

  /** The last valid document, as it was read. */
  public PathDocument document() {
    return current;
  }

  /** The last valid document. */
  public GoldenPath current() {
    return current.path();
  }

  /** The fields of the document in force that this release does not know. */
  public IgnoredFields ignored() {
    return current.ignored();
  }

  /** Whether the document in the file is the one in force. */
  public boolean isValid() {
    return valid;
  }

  /**
   * Reads the file again.
   *
   * @return whether another document is in force now
   */
  public synchronized boolean reload() {
    if (file.isEmpty()) {
      return false;
    }
    String text;
    try {
      text = readFile(file.get());
      if (text.equals(lastSeen)) {
        return false;
      }
      lastSeen = text;
    } catch (InvalidGoldenPathException e) {
      lastSeen = null;
      keepLastGood(e);
      return false;
    }
    try {
      current = read(text);
    } catch (InvalidGoldenPathException e) {
      keepLastGood(e);
      return false;
    }
    valid = true;
    lastProblem = "";
    log.info("golden path {} {} is now in force", current().name(), current().version());
    warnOfIgnored();
    return true;
  }

  /** An exception in the reader is an error of the document, too, not of its caller. */
  private PathDocument read(String text) throws InvalidGoldenPathException {
    try {
      return reader.read(origin(), text);
    } catch (RuntimeException e) {
      throw new InvalidGoldenPathException(origin(), List.of("cannot be parsed: " + e));
    }
  }

  private void keepLastGood(InvalidGoldenPathException e) {
    valid = false;
    if (!lastProblem.equals(e.getMessage())) {
      log.error(
          "keeping golden path {} {}: {}", current().name(), current().version(), e.getMessage());
    }
    lastProblem = Objects.requireNonNull(e.getMessage());
  }

  private void warnOfIgnored() {
    if (ignored().count() > 0) {
      log.warn("{}: {}", origin(), String.join("; ", ignored().messages()));
    }
  }

  private String origin() {
    return file.map(Path::toString).orElse(BuiltInPath.NAME);
  }

  private static String readFile(Path file) throws InvalidGoldenPathException {
    // Reading a pipe would block.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw unreadable(file, "is not a file");
    }
    try (InputStream document = Files.newInputStream(file)) {
      byte[] bytes = document.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw unreadable(file, "is larger than 1 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not UTF-8");
    } catch (NoSuchFileException e) {
      throw unreadable(file, "does not exist");
    } catch (IOException e) {
      throw unreadable(file, "cannot be read: " + e);
    }
  }

  private static InvalidGoldenPathException unreadable(Path file, String problem) {
    return new InvalidGoldenPathException(file.toString(), List.of(problem));
  }
}
