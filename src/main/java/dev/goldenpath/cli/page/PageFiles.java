package dev.goldenpath.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The files of the page, by the path of a request. No path is looked up anywhere else. */
final class PageFiles {
  private static final String FOLDER = "/page/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private PageFiles() {}

  /** Reads all of them. */
  static Map<String, Answer> read() {
    Map<String, Answer> files = new LinkedHashMap<>();
    files.put("/", file("index.html", "text/html; charset=utf-8"));
    files.put("/page.css", file("page.css", "text/css; charset=utf-8"));
    for (String script : new String[] {"page.js", "run.js", "fleet.js", "dom.js"}) {
      files.put("/" + script, file(script, SCRIPT));
    }
    return files;
  }

  private static Answer file(String name, String contentType) {
    try (InputStream stream = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      return new Answer(
          200,
          contentType,
          Map.of(),
          new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
