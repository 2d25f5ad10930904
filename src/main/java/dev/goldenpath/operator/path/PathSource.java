package dev.goldenpath.operator.path;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path document in force. A replacement that has an error is named and not used: the last good
 * document stays.
 */
public final class PathSource {
  private static final Logger log = LoggerFactory.getLogger(PathSource.class);
  private static final String BUILT_IN = "golden-path.yaml";

  private final GoldenPathReader reader;
  private final Optional<Path> file;
  private volatile GoldenPath current;
  private String lastSeen;
  private volatile boolean valid = true;

  /**
   * Reads the document.
   *
   * @param file the installation's own document; where empty, the one in the product
   * @throws InvalidPathException where the document has an error
   */
  public PathSource(GoldenPathReader reader, Optional<Path> file) throws InvalidPathException {
    this.reader = reader;
    this.file = file;
    this.lastSeen = file.map(PathSource::readFile).orElseGet(PathSource::readBuiltIn);
    this.current = reader.read(origin(), lastSeen);
  }

  /** The last good document. */
  public GoldenPath current() {
    return current;
  }

  /** Whether what lies in the file is what is in force. */
  public boolean isValid() {
    return valid;
  }

  /**
   * Looks at the file again.
   *
   * @return whether another document is in force now
   */
  public synchronized boolean reload() {
    if (file.isEmpty()) {
      return false;
    }
    try {
      String text = readFile(file.get());
      if (text.equals(lastSeen)) {
        return false;
      }
      lastSeen = text;
      current = reader.read(origin(), text);
      valid = true;
      log.info("golden path {} {} is in force now", current.name(), current.version());
      return true;
    } catch (UncheckedIOException e) {
      // A file that cannot be read is one problem, however often it is looked at.
      if (lastSeen != null) {
        keepLastGood(e);
      }
      lastSeen = null;
      return false;
    } catch (InvalidPathException e) {
      keepLastGood(e);
      return false;
    }
  }

  private void keepLastGood(Exception e) {
    valid = false;
    log.error("keeping golden path {} {}: {}", current.name(), current.version(), e.getMessage());
  }

  private String origin() {
    return file.map(Path::toString).orElse(BUILT_IN);
  }

  private static String readFile(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e, e);
    }
  }

  private static String readBuiltIn() {
    try (InputStream document = PathSource.class.getResourceAsStream("/" + BUILT_IN)) {
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
