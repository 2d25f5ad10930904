package dev.goldenpath.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The CRDs of Gateway API as the pinned version of its Go module has them, so that the project
 * holds no copy that could fall behind.
 */
public final class GatewayCrds {
  private final String httpRoutes;

  private GatewayCrds(String httpRoutes) {
    this.httpRoutes = httpRoutes;
  }

  /**
   * Reads what {@code make controlplane} has taken from the module.
   *
   * @throws IllegalStateException if it was not run, with a message that says so
   */
  public static GatewayCrds builtInto(Binaries binaries) {
    try {
      return new GatewayCrds(Files.readString(binaries.httpRoutesCrd()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The CRD of HTTPRoute as a YAML document. */
  public String httpRoutes() {
    return httpRoutes;
  }
}
