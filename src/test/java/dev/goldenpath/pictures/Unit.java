package dev.goldenpath.pictures;

import java.util.Locale;

/** How Grafana shows a number of a unit. */
final class Unit {
  private Unit() {}

  static String text(String unit, double value) {
    return switch (unit) {
      case "percentunit" -> digits(value * 100) + " %";
      case "s" -> value < 1 ? digits(value * 1000) + " ms" : digits(value) + " s";
      case "reqps" -> digits(value) + " req/s";
      case "bytes" ->
          value < 1 << 30 ? digits(value / (1 << 20)) + " MiB" : digits(value / (1 << 30)) + " GiB";
      case "short" ->
          value >= 1e6
              ? digits(value / 1e6) + " Mil"
              : value >= 1e3 ? digits(value / 1e3) + " K" : digits(value);
      default -> digits(value);
    };
  }

  /** Three digits that count, without zeros at the end. */
  private static String digits(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
    String text = String.format(Locale.ROOT, format, value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
