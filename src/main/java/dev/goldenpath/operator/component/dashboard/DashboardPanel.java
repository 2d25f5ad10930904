package dev.goldenpath.operator.component.dashboard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A panel under construction: everything but its position. */
public final class DashboardPanel {
  private static final int WIDTH = 24;

  private final String type;
  private final String title;
  private final @Nullable String unit;
  private final int width;
  private final int height;
  private final @Nullable String description;
  private final List<Dashboard.Target> targets = new ArrayList<>();
  private @Nullable BigDecimal minimum;
  private @Nullable String otherwise;
  private @Nullable String time;
  private @Nullable String interval;
  private Dashboard.@Nullable Thresholds thresholds;

  private DashboardPanel(
      String type,
      String title,
      @Nullable String unit,
      int width,
      int height,
      @Nullable String description) {
    this.type = type;
    this.title = title;
    this.unit = unit;
    this.width = width;
    this.height = height;
    this.description = description;
    this.minimum = isGraph() ? BigDecimal.ZERO : null;
  }

  /** A heading. */
  static DashboardPanel row(String title) {
    return new DashboardPanel("row", title, null, WIDTH, 1, null);
  }

  /** The last value of each query, as large text. */
  static DashboardPanel stat(String title, String unit, int width, String description) {
    return new DashboardPanel("stat", title, unit, width, 4, description);
  }

  static DashboardPanel graph(String title, String unit, int width, @Nullable String description) {
    return new DashboardPanel("timeseries", title, unit, width, 8, description);
  }

  static DashboardPanel table(String title, String unit, int width, String description) {
    return new DashboardPanel("table", title, unit, width, 8, description);
  }

  DashboardPanel query(@Nullable String legend, String expression) {
    targets.add(
        new Dashboard.Target(
            String.valueOf((char) ('A' + targets.size())),
            expression,
            legend,
            isGraph() ? null : true,
            type.equals("table") ? "table" : null,
            interval));
    return this;
  }

  DashboardPanel queries(Map<String, String> byLegend) {
    byLegend.forEach(this::query);
    return this;
  }

  /**
   * The following queries read series with this scrape interval. Otherwise {@code $__rate_interval}
   * would fit the platform's own scrapes, and contain fewer than two samples of a slower one.
   */
  DashboardPanel scrapedEvery(String duration) {
    interval = duration;
    return this;
  }

  /** With this text if there is no data. */
  DashboardPanel otherwise(String text) {
    otherwise = text;
    return this;
  }

  /** Over a fixed time range, whatever the reader picks, and no finer than the recorded series. */
  DashboardPanel over(String ownTime) {
    time = ownTime;
    minimum = null;
    return this;
  }

  /** With a colour from each value on, as lines in a graph; the first has no value. */
  DashboardPanel colours(Dashboard.Threshold... steps) {
    return colours(List.of(steps));
  }

  DashboardPanel colours(List<Dashboard.Threshold> steps) {
    thresholds = new Dashboard.Thresholds("absolute", steps);
    return this;
  }

  static Dashboard.Threshold from(@Nullable String value, String colour) {
    return new Dashboard.Threshold(colour, value == null ? null : new BigDecimal(value));
  }

  /** Places panels from left to right, on a new line if one does not fit or a row begins. */
  public static List<Dashboard.Panel> laidOut(List<DashboardPanel> panels) {
    List<Dashboard.Panel> placed = new ArrayList<>();
    int x = 0;
    int y = 0;
    int highest = 0;
    for (DashboardPanel panel : panels) {
      if (x + panel.width > WIDTH) {
        x = 0;
        y += highest;
        highest = 0;
      }
      placed.add(panel.at(placed.size() + 1, x, y));
      x += panel.width;
      highest = Math.max(highest, panel.height);
    }
    return placed;
  }

  private Dashboard.Panel at(int id, int x, int y) {
    boolean isRow = type.equals("row");
    return new Dashboard.Panel(
        id,
        type,
        title,
        description,
        isRow ? null : Dashboard.PICKED,
        new Dashboard.Position(x, y, width, height),
        time == null ? null : "5m",
        time,
        isRow ? null : new Dashboard.FieldConfig(defaults()),
        isRow ? null : List.copyOf(targets));
  }

  private Dashboard.Defaults defaults() {
    return new Dashboard.Defaults(
        unit,
        minimum,
        otherwise,
        thresholds,
        isGraph() && thresholds != null
            ? new Dashboard.Custom(new Dashboard.ThresholdsStyle("line"))
            : null);
  }

  private boolean isGraph() {
    return type.equals("timeseries");
  }
}
