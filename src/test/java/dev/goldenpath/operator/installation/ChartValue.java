package dev.goldenpath.operator.installation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of the chart that has a comment.
 *
 * @param name as in {@code --set}
 * @param standard its default
 * @param description its comment
 */
record ChartValue(String name, JsonNode standard, String description) {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z_]+):.*");

  /** All of values.yaml, in its order. */
  static List<ChartValue> all() {
    List<ChartValue> values = new ArrayList<>();
    List<String> path = new ArrayList<>();
    List<String> comment = new ArrayList<>();
    for (String line : text().lines().toList()) {
      Matcher key = KEY.matcher(line);
      if (line.strip().startsWith("#")) {
        comment.add(line.strip().substring(1).strip());
      } else if (key.matches()) {
        path.subList(key.group(1).length() / 2, path.size()).clear();
        path.add(key.group(2));
        if (!comment.isEmpty()) {
          values.add(
              new ChartValue(
                  String.join(".", path),
                  tree().at("/" + String.join("/", path)),
                  String.join(" ", comment)));
        }
        comment.clear();
      } else {
        comment.clear();
      }
    }
    return values;
  }

  /** The values as a tree. */
  static JsonNode tree() {
    return Manifests.tree(text());
  }

  private static String text() {
    try {
      return Files.readString(HelmChart.FOLDER.resolve("values.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
