package dev.goldenpath.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.pictures.DashboardData.Point;
import dev.goldenpath.pictures.DashboardData.Series;
import dev.goldenpath.pictures.DashboardPicture.Box;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.stream.DoubleStream;

/** A panel of the type timeseries. */
final class Chart {
  private static final int COLOURS = 6;
  private static final int LINES = 4;
  private static final int LEGEND = 15;

  private final Svg svg;
  private final JsonNode panel;
  private final Box box;

  Chart(Svg svg, JsonNode panel, Box box) {
    this.svg = svg;
    this.panel = panel;
    this.box = box;
  }

  void draw(Map<String, Series> found) {
    if (found.isEmpty()) {
      double y = box.y() + box.height() / 2;
      svg.text(box.x() + box.width() / 2, y, "soft middle", "No data");
      return;
    }
    int rows = legend(found);
    Scale scale =
        scale(
            found.values(),
            new Box(
                box.x() + 58,
                box.y() + 32,
                box.width() - 70,
                box.height() - 32 - 24 - rows * LEGEND));
    axes(scale);
    thresholds(scale);
    int colour = 0;
    for (Series each : found.values()) {
      path(each, scale, colour++);
    }
  }

  /** Below the plot; how many rows it takes. */
  private int legend(Map<String, Series> found) {
    double width = box.width() - 20;
    double x = 0;
    int rows = 1;
    for (String name : found.keySet()) {
      if (x > 0 && x + width(name) > width) {
        x = 0;
        rows++;
      }
      x += width(name);
    }
    double left = 0;
    double y = box.y() + box.height() - 8 - (rows - 1) * LEGEND;
    int colour = 0;
    for (String name : found.keySet()) {
      if (left > 0 && left + width(name) > width) {
        left = 0;
        y += LEGEND;
      }
      double begin = box.x() + 10 + left;
      svg.line(begin, y - 4, begin + 10, y - 4, "series c" + colour++ % COLOURS);
      svg.text(begin + 14, y, "small soft", name);
      left += width(name);
    }
    return rows;
  }

  private static double width(String name) {
    return 28 + 6.4 * name.length();
  }

  private Scale scale(Collection<Series> found, Box plot) {
    double least = values(found).min().orElse(0);
    double most = values(found).max().orElse(1);
    if (panel.at("/fieldConfig/defaults/min").isNumber()) {
      least = panel.at("/fieldConfig/defaults/min").asDouble();
    }
    double step = nice((most > least ? most - least : Math.max(1, most)) / LINES);
    double bottom = Math.floor(least / step) * step;
    double top = Math.max(bottom + step, Math.ceil(most / step - 1e-9) * step);
    long end = DashboardTraffic.END.getEpochSecond();
    return new Scale(plot, end - DashboardData.SHOWN.toSeconds(), end, bottom, top, step);
  }

  private static DoubleStream values(Collection<Series> found) {
    return found.stream().flatMap(each -> each.points().stream()).mapToDouble(Point::value);
  }

  /** 1, 2 or 5 times a power of ten, and not less. */
  private static double nice(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double lead = step / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  private void axes(Scale scale) {
    Box plot = scale.plot();
    int lines = (int) Math.round((scale.top() - scale.bottom()) / scale.step());
    for (int line = 0; line <= lines; line++) {
      double value = scale.bottom() + line * scale.step();
      double y = scale.y(value);
      svg.line(plot.x(), y, plot.x() + plot.width(), y, "grid");
      svg.text(
          plot.x() - 6, y + 4, "small soft end", Unit.text(DashboardPicture.unit(panel), value));
    }
    for (long time = scale.begin(); time <= scale.end(); time += 7200) {
      String hour =
          "%02d:00".formatted(Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC).getHour());
      double x = Math.min(scale.x(time), plot.x() + plot.width() - 14);
      svg.text(x, plot.y() + plot.height() + 15, "small soft middle", hour);
    }
  }

  private void thresholds(Scale scale) {
    if (!panel.at("/fieldConfig/defaults/custom/thresholdsStyle/mode").asText().equals("line")) {
      return;
    }
    for (JsonNode step : panel.at("/fieldConfig/defaults/thresholds/steps")) {
      double value = step.get("value").asDouble();
      if (!step.get("value").isNull() && value >= scale.bottom() && value <= scale.top()) {
        double y = scale.y(value);
        double right = scale.plot().x() + scale.plot().width();
        String colour = "series dashed t-" + step.get("color").asText();
        svg.line(scale.plot().x(), y, right, y, colour);
      }
    }
  }

  private void path(Series series, Scale scale, int colour) {
    StringBuilder path = new StringBuilder();
    for (Point point : series.points()) {
      path.append(path.length() == 0 ? "M" : "L")
          .append(Svg.number(scale.x(point.time())))
          .append(' ')
          .append(Svg.number(scale.y(point.value())));
    }
    svg.shape("path d=\"%s\" class=\"series c%d\"".formatted(path, colour % COLOURS));
  }

  private record Scale(Box plot, long begin, long end, double bottom, double top, double step) {
    double x(long time) {
      return plot.x() + plot.width() * (time - begin) / (end - begin);
    }

    double y(double value) {
      return plot.y() + plot.height() * (top - value) / (top - bottom);
    }
  }
}
