package dev.goldenpath.operator.reconcile.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The files of a mounted Secret or ConfigMap, which change while the process runs. */
final class MountedFile {
  /** A token with a line break would be a second header. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

  /** Bytes; what follows is not read. */
  private static final int LARGEST = 1_000_000;

  private MountedFile() {}

  /** The bearer token in a file, without the white space around it. */
  static String token(Path file) throws PrometheusException {
    String token = new String(read("PROMETHEUS_TOKEN_FILE", file), StandardCharsets.UTF_8).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new PrometheusException("PROMETHEUS_TOKEN_FILE: " + file + " does not hold one token");
    }
    return token;
  }

  /**
   * The content of a file.
   *
   * @param variable what names the file
   */
  static byte[] read(String variable, Path file) throws PrometheusException {
    try (InputStream content = Files.newInputStream(file)) {
      return content.readNBytes(LARGEST);
    } catch (IOException e) {
      throw new PrometheusException(variable + ": " + file + " cannot be read", e);
    }
  }
}
