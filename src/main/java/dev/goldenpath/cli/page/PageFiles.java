package dev.goldenpath.cli.page;

import dev.goldenpath.operator.api.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the page, by the path of a request. No path is looked up anywhere else. */
final class PageFiles {
  private static final String FOLDER = "/page/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private PageFiles() {}

  /** Reads all of them. */
  static Map<String, Answer> read() {
    Map<String, Answer> files = new LinkedHashMap<>();
    files.put("/", answer(withTiers(text("index.html")), "text/html; charset=utf-8"));
    files.put("/page.css", answer(text("page.css"), "text/css; charset=utf-8"));
    for (String script : new String[] {"page.js", "run.js", "fleet.js", "dom.js"}) {
      files.put("/" + script, answer(text(script), SCRIPT));
    }
    return files;
  }

  /** With the tiers to choose from; the most important one is proposed. */
  private static String withTiers(String page) {
    return page.replace(
        "<!-- tiers -->",
        Stream.of(Tier.values()).map(PageFiles::option).collect(Collectors.joining()));
  }

  private static String option(Tier tier) {
    String selected = tier == Tier.MOST ? " selected" : "";
    return "<option%s>%s</option>".formatted(selected, tier.text());
  }

  private static Answer answer(String body, String contentType) {
    return new Answer(200, contentType, Map.of(), body);
  }

  private static String text(String name) {
    try (InputStream stream = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
