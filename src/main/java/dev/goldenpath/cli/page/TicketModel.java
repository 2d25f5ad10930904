package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The desks that build a service by hand, and how long their tickets take. It is an assumption, and
 * shown as one.
 *
 * @param source where the hours are from
 * @param desks in the order of their tickets
 */
record TicketModel(String source, List<Desk> desks) {
  private static final String RESOURCE = "/ticket-model.yaml";

  /**
   * One desk.
   *
   * @param owns its components
   * @param p50Hours the median time from the opening of a ticket to its closing
   * @param p90Hours the time in which nine of ten tickets are closed
   * @param handsOnMinutes the work in it
   */
  record Desk(
      String name, List<String> owns, double p50Hours, double p90Hours, double handsOnMinutes) {
    /** With other hours. */
    Desk with(double p50, double p90) {
      return new Desk(name, owns, p50, p90, handsOnMinutes);
    }
  }

  /** The one in the product. */
  static TicketModel builtIn() {
    try (InputStream yaml = TicketModel.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper(new YAMLFactory())
          .readValue(Objects.requireNonNull(yaml, RESOURCE), TicketModel.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * With hours that were measured.
   *
   * @param hours of each ticket, sorted, by desk; a desk without any keeps its assumption
   */
  TicketModel with(String otherSource, Map<String, List<Double>> hours) {
    return new TicketModel(
        otherSource,
        desks.stream()
            .map(
                desk -> {
                  List<Double> sorted = hours.getOrDefault(desk.name(), List.of());
                  return sorted.isEmpty()
                      ? desk
                      : desk.with(percentile(sorted, 50), percentile(sorted, 90));
                })
            .toList());
  }

  /** By nearest rank. */
  private static double percentile(List<Double> sorted, int percent) {
    return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
  }

  /** Every ticket waits for the one before it. */
  double waitingHours() {
    return desks.stream().mapToDouble(Desk::p50Hours).sum();
  }

  /** The work in all tickets. */
  double handsOnHours() {
    return desks.stream().mapToDouble(Desk::handsOnMinutes).sum() / 60;
  }
}
