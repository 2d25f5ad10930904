package dev.goldenpath.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.pictures.DashboardData.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The dashboard of a gold service: its panels, at their places, with what Prometheus answers. */
final class DashboardPicture {
  static final Path DASHBOARD =
      Path.of("src", "test", "resources", "golden", "gold", "dashboard.json");

  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final int COLUMN = 40;
  private static final int ROW = 24;
  private static final int TOP = 40;
  private static final int GAP = 6;

  private final JsonNode dashboard;
  private final Function<JsonNode, List<Series>> data;
  private final Svg svg = new Svg();

  private DashboardPicture(JsonNode dashboard, Function<JsonNode, List<Series>> data) {
    this.dashboard = dashboard;
    this.data = data;
  }

  /**
   * The file.
   *
   * @param data what a target of a panel finds
   */
  static String draw(Function<JsonNode, List<Series>> data) throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
    return new DashboardPicture(dashboard, data).picture();
  }

  private String picture() {
    String title = dashboard.get("title").asText();
    svg.text(GAP, 26, "title", title);
    svg.text(24 * COLUMN - GAP, 26, "small soft end", "Last 6 hours, until 12:00 UTC");
    int bottom = 0;
    for (JsonNode panel : dashboard.get("panels")) {
      JsonNode place = panel.get("gridPos");
      bottom = Math.max(bottom, place.get("y").asInt() + place.get("h").asInt());
      svg.group(panel.get("title").asText());
      panel(
          panel,
          new Box(
              place.get("x").asInt() * COLUMN + GAP / 2.0,
              TOP + place.get("y").asInt() * ROW,
              place.get("w").asInt() * COLUMN - GAP,
              place.get("h").asInt() * ROW - GAP));
      svg.end();
    }
    return svg.file(24 * COLUMN, TOP + bottom * ROW + GAP, "Grafana dashboard " + title);
  }

  private void panel(JsonNode panel, Box box) {
    String type = panel.get("type").asText();
    String title = panel.get("title").asText();
    if (type.equals("row")) {
      svg.text(box.x() + 4, box.y() + 15, "title", "▾ " + title);
      return;
    }
    svg.rect(box.x(), box.y(), box.width(), box.height(), "card");
    List<String> lines = Svg.wrapped(title, (int) (box.width() - 16) / 7);
    for (int line = 0; line < lines.size(); line++) {
      svg.text(box.x() + 10, box.y() + 18 + 15 * line, "strong", lines.get(line));
    }
    Map<String, Series> found = found(panel);
    switch (type) {
      case "stat" -> stat(panel, box, lines.size(), found);
      case "table" -> table(panel, box, found);
      case "timeseries" -> new Chart(svg, panel, box).draw(found);
      default -> throw new IllegalStateException("a panel of the type " + type);
    }
  }

  /** By what the legend calls them, or by their labels. */
  private Map<String, Series> found(JsonNode panel) {
    Map<String, Series> found = new LinkedHashMap<>();
    for (JsonNode target : panel.path("targets")) {
      for (Series series : data.apply(target)) {
        String legend = target.path("legendFormat").asText("");
        String name =
            legend.isEmpty()
                ? String.join(", ", series.labels().values())
                : LABEL
                    .matcher(legend)
                    .replaceAll(label -> series.labels().getOrDefault(label.group(1), ""));
        if (!series.points().isEmpty()) {
          found.put(name, series);
        }
      }
    }
    return found;
  }

  private void stat(JsonNode panel, Box box, int lines, Map<String, Series> found) {
    if (found.isEmpty()) {
      String none = panel.at("/fieldConfig/defaults/noValue").asText("No data");
      svg.text(box.x() + box.width() / 2, box.y() + box.height() - 22, "big soft middle", none);
      return;
    }
    double share = box.width() / found.size();
    boolean named = panel.get("targets").size() > 1;
    double x = box.x() + share / 2;
    double y = box.y() + (box.height() + 15 * lines) / 2 + (named ? 8 : 16);
    for (Map.Entry<String, Series> each : found.entrySet()) {
      double value = each.getValue().last();
      svg.text(x, y, "big middle " + colour(panel, value), Unit.text(unit(panel), value));
      if (named) {
        svg.text(x, y + 18, "small soft middle", shortened(each.getKey()));
      }
      x += share;
    }
  }

  /** The end of the name of a metric says what it is. */
  private static String shortened(String name) {
    return name.length() <= 28 ? name : "…" + name.substring(name.length() - 26);
  }

  private static String colour(JsonNode panel, double value) {
    String colour = "";
    for (JsonNode step : panel.at("/fieldConfig/defaults/thresholds/steps")) {
      if (step.get("value").isNull() || value >= step.get("value").asDouble()) {
        colour = step.get("color").asText();
      }
    }
    return colour.equals("text") ? "" : colour;
  }

  private void table(JsonNode panel, Box box, Map<String, Series> found) {
    double y = box.y() + 44;
    double end = box.x() + box.width() - 12;
    List<Map.Entry<String, Series>> rows = new ArrayList<>(found.entrySet());
    rows.sort((one, other) -> Double.compare(other.getValue().last(), one.getValue().last()));
    svg.text(box.x() + 12, y, "small soft", "http_route");
    svg.text(end, y, "small soft end", "Value");
    for (Map.Entry<String, Series> row : rows) {
      svg.line(box.x() + 10, y + 8, end, y + 8, "grid");
      y += 24;
      svg.text(box.x() + 12, y, "", row.getKey());
      svg.text(end, y, "end", Unit.text(unit(panel), row.getValue().last()));
    }
  }

  static String unit(JsonNode panel) {
    return panel.at("/fieldConfig/defaults/unit").asText("none");
  }

  /** Where a panel is, in pixels. */
  record Box(double x, double y, double width, double height) {}
}
