package dev.goldenpath.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws the pictures of the documentation; the one of the page is a screenshot of PageCheck. */
public final class Pictures {
  static final Path FOLDER = Path.of("docs", "pictures");
  static final Path SERVICE = FOLDER.resolve("what-a-service-gets.svg");
  static final Path DASHBOARD = FOLDER.resolve("dashboard.svg");

  private Pictures() {}

  /** Needs no arguments. */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(SERVICE, ServicePicture.draw());
    Files.writeString(DASHBOARD, dashboard());
  }

  /** Starts a Prometheus for it. */
  static String dashboard() throws IOException {
    try (DashboardData data = DashboardData.start(Path.of("target", "pictures"))) {
      return DashboardPicture.draw(data::find);
    }
  }
}
