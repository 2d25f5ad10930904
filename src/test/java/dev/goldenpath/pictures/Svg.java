package dev.goldenpath.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An SVG file whose colours follow the reader's light or dark mode; the same calls, the same bytes.
 */
final class Svg {
  private static final String STYLE =
      """
      <style>
        :root { --ground: #ffffff; --card: #f6f8fa; --line: #d0d7de; --text: #1f2328; --soft: #59636e;
          --accent: #0969da; --green: #1a7f37; --orange: #bc4c00; --red: #cf222e; --purple: #8250df; --teal: #1b7c83; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #0d1117; --card: #161b22; --line: #3d444d; --text: #f0f6fc; --soft: #9198a1;
            --accent: #4493f8; --green: #3fb950; --orange: #f0883e; --red: #f85149; --purple: #ab7df8; --teal: #39c5cf; }
        }
        text { font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
          font-size: 11.5px; fill: var(--text); }
        .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 10.5px; white-space: pre; }
        .strong { font-weight: 600; } .title { font-weight: 600; font-size: 13px; }
        .soft { fill: var(--soft); } .small { font-size: 10.5px; } .big { font-weight: 600; font-size: 24px; }
        .accent { fill: var(--accent); } .green { fill: var(--green); } .orange { fill: var(--orange); }
        .red { fill: var(--red); } .middle { text-anchor: middle; } .end { text-anchor: end; }
        .ground { fill: var(--ground); } .card { fill: var(--card); stroke: var(--line); }
        .frame { fill: none; stroke: var(--accent); stroke-width: 1.5; } .dashed { stroke-dasharray: 4 3; }
        .grid { stroke: var(--line); stroke-width: .6; fill: none; } .arrow { stroke: var(--accent); stroke-width: 2; fill: none; }
        .series { fill: none; stroke-width: 1.4; stroke-linejoin: round; }
        .c0 { stroke: var(--accent); } .c1 { stroke: var(--orange); } .c2 { stroke: var(--green); }
        .c3 { stroke: var(--purple); } .c4 { stroke: var(--teal); } .c5 { stroke: var(--soft); }
        .t-green { stroke: var(--green); } .t-orange { stroke: var(--orange); } .t-red { stroke: var(--red); }
      </style>
      """;

  private final StringBuilder text = new StringBuilder();

  /** Adds a shape of these attributes: {@code shape("rect", "x=…", …)} is written as it is. */
  Svg shape(String shape) {
    text.append("  <").append(shape).append("/>\n");
    return this;
  }

  Svg rect(double x, double y, double width, double height, String classes) {
    return shape(
        "rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"5\" class=\"%s\""
            .formatted(number(x), number(y), number(width), number(height), classes));
  }

  Svg line(double x1, double y1, double x2, double y2, String classes) {
    return shape(
        "path d=\"M%s %sL%s %s\" class=\"%s\""
            .formatted(number(x1), number(y1), number(x2), number(y2), classes));
  }

  Svg text(double x, double y, String classes, String words) {
    text.append(
        "  <text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>\n"
            .formatted(number(x), number(y), classes, escaped(words)));
    return this;
  }

  /** Begins a group whose title a screen reader reads. */
  Svg group(String title) {
    text.append("  <g>\n  <title>").append(escaped(title)).append("</title>\n");
    return this;
  }

  Svg end() {
    text.append("  </g>\n");
    return this;
  }

  /** The file. */
  String file(double width, double height, String title) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$s" width="%1$s" height="%2$s" role="img">
      <title>%3$s</title>
    %4$s  <rect width="100%%" height="100%%" class="ground"/>
    %5$s</svg>
    """
        .formatted(number(width), number(height), escaped(title), STYLE, text);
  }

  /** Words in lines of at most so many characters. */
  static List<String> wrapped(String words, int characters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > characters) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** With one digit at most, as the same text on every machine. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
