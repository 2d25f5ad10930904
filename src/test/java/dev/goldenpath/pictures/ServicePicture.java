package dev.goldenpath.pictures;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.Rendering;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The components of a gold service, with the kinds of their objects, as the components render them.
 * One that is missing from the captions is drawn without a caption.
 */
final class ServicePicture {
  /** Parameters in braces are replaced by their values. */
  static final Map<String, String> CAPTIONS =
      Map.ofEntries(
          Map.entry("namespace", "team, tier and pod security as labels"),
          Map.entry("access", "the team's groups may develop here"),
          Map.entry("quota", "{quota.cpu} CPU · {quota.memory} · {quota.pods} pods"),
          Map.entry("limits", "default limit {limits.memoryLimit}"),
          Map.entry("network", "inbound closed except for the platform and listed services"),
          Map.entry("postgres", "{postgres.instances} instances of {postgres.storage}"),
          Map.entry("queue", "{queue.replicas} replicas of {queue.storage}"),
          Map.entry(
              "workload", "{workload.minReplicas}–{workload.maxReplicas} pods, scaled by load"),
          Map.entry("route", "a host on the platform's Gateway"),
          Map.entry("monitoring", "scraped every {monitoring.interval}"),
          Map.entry(
              "slo", "{slo.availability} % succeed, {slo.latency} % in {slo.latencyThreshold}"),
          Map.entry("dashboard", "objectives, requests, saturation"));

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final int WIDTH = 880;
  private static final int COLUMNS = 3;
  private static final int CARD = 196;
  private static final int GAP = 10;
  private static final int LEFT = 252;
  private static final int CHARACTERS = 27;

  private final ServicePlan whole;
  private final ServicePlan image;
  private final ServicePlan plain = Rendering.plan("gold", Map.of());
  private final Svg svg = new Svg();

  private ServicePicture() {
    try {
      var path = Documents.read(Files.readString(WithWorkloads.PATH_WITH_A_GATEWAY));
      whole = Rendering.whole(path, "gold", Map.of());
      image = Rendering.withImage(path, "gold");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file. */
  static String draw() {
    return new ServicePicture().picture();
  }

  private String picture() {
    double y = 52;
    for (int from = 0; from < Components.ALL.size(); from += COLUMNS) {
      List<Component> row =
          Components.ALL.subList(from, Math.min(from + COLUMNS, Components.ALL.size()));
      double height =
          row.stream().mapToDouble(each -> 34 + 15 * lines(each).size()).max().orElse(0);
      for (int column = 0; column < row.size(); column++) {
        card(row.get(column), LEFT + column * (CARD + GAP), y, height);
      }
      y += height + GAP;
    }
    svg.rect(LEFT - 14, 14, WIDTH - LEFT + 4, y - 8, "frame");
    svg.text(LEFT, 38, "title accent", "namespace checkout");
    svg.text(WIDTH - 24, 38, "small soft end", "dashed: only if the service asks for it");
    service((y + 6) / 2);
    return svg.file(WIDTH, y + 20, "What a GoldenService of the tier gold gets");
  }

  private void service(double middle) {
    List<String> yaml =
        List.of(
            "kind: GoldenService",
            "metadata:",
            "  name: checkout",
            "spec:",
            "  team: payments",
            "  tier: gold",
            "  image: …/checkout:1.4.2",
            "  uses: [queue]");
    double top = middle - 95;
    svg.text(12, top - 12, "title", "What a developer writes");
    svg.rect(10, top, 190, 16 + 20 * yaml.size(), "card");
    for (int line = 0; line < yaml.size(); line++) {
      String words = yaml.get(line);
      boolean required = words.matches(" +(team|tier):.*");
      String look = required ? "mono strong accent" : line > 5 ? "mono soft" : "mono";
      svg.text(22, top + 24 + 20 * line, look, words);
    }
    svg.text(12, top + 36 + 20 * yaml.size(), "small soft", "The last two lines are optional.");
    svg.line(204, middle - 8, 230, middle - 8, "arrow");
    svg.shape(
        "path d=\"M%1$s %2$sl8 6l-8 6\" class=\"arrow\""
            .formatted(Svg.number(224), Svg.number(middle - 14)));
  }

  private void card(Component component, double x, double y, double height) {
    String condition = condition(component);
    svg.group(component.name());
    svg.rect(x, y, CARD, height, condition.isEmpty() ? "card" : "card dashed");
    svg.text(x + 12, y + 20, "title", component.name());
    svg.text(x + CARD - 10, y + 20, "small accent end", condition);
    double line = y + 37;
    for (Line each : lines(component)) {
      svg.text(x + 12, line, each.classes(), each.words());
      line += 15;
    }
    svg.end();
  }

  private String condition(Component component) {
    if (!component.desired(plain).isEmpty()) {
      return "";
    }
    return component.desired(image).isEmpty() ? "with uses" : "with image";
  }

  private record Line(String words, String classes) {}

  private List<Line> lines(Component component) {
    List<Line> lines = new ArrayList<>();
    String caption =
        PARAMETER
            .matcher(CAPTIONS.getOrDefault(component.name(), ""))
            .replaceAll(found -> whole.text(found.group(1)));
    if (!caption.isEmpty()) {
      Svg.wrapped(caption, CHARACTERS).forEach(words -> lines.add(new Line(words, "")));
    }
    Svg.wrapped(kinds(component), CHARACTERS)
        .forEach(words -> lines.add(new Line(words, "mono soft")));
    return lines;
  }

  private String kinds(Component component) {
    return component.desired(whole).stream()
        .collect(
            Collectors.groupingBy(HasMetadata::getKind, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> each.getValue() == 1 ? each.getKey() : each.getKey() + " ×" + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
