package dev.goldenpath.cli.page;

import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tickets of an organisation, as a CSV file with the columns desk, opened and closed. */
final class TicketExport {
  private static final String HEADER = "desk,opened,closed";
  private static final long LARGEST = 10L << 20;

  private TicketExport() {}

  /**
   * The model with the hours of these tickets.
   *
   * @throws BadInput if the file is anything else
   */
  static TicketModel read(Path file, TicketModel model) {
    List<String> lines = lines(file);
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
      throw new BadInput(
          "--tickets: " + file + ": line 1: must be " + HEADER + "; name the columns");
    }
    Map<String, List<Double>> hours = new TreeMap<>();
    model.desks().forEach(desk -> hours.put(desk.name(), new ArrayList<>()));
    int tickets = 0;
    for (int at = 1; at < lines.size(); at++) {
      if (!lines.get(at).isBlank()) {
        add(file + ": line " + (at + 1), lines.get(at), hours);
        tickets++;
      }
    }
    if (tickets == 0) {
      throw new BadInput("--tickets: " + file + ": has no ticket; add a line for each");
    }
    hours.values().forEach(each -> each.sort(null));
    return model.with(
        "%s, %d tickets"
            .formatted(MessageText.plain(String.valueOf(file.getFileName()), 80), tickets),
        hours);
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new BadInput("--tickets: " + file + ": is larger than 10 MiB; export fewer tickets");
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new BadInput("--tickets: " + file + ": cannot be read: " + e + "; name another file");
    }
  }

  private static void add(String place, String line, Map<String, List<Double>> hours) {
    String[] cells = line.split(",", -1);
    List<Double> ofDesk = hours.get(cells[0].strip());
    if (cells.length != 3 || ofDesk == null) {
      throw new BadInput(
          "--tickets: %s: %s: must be a desk (%s) and two times; correct the line"
              .formatted(place, MessageText.quoted(line), String.join(", ", hours.keySet())));
    }
    Duration open = Duration.between(time(place, cells[1]), time(place, cells[2]));
    if (open.isNegative()) {
      throw new BadInput(
          "--tickets: " + place + ": closed before it was opened; correct the times");
    }
    ofDesk.add(open.toSeconds() / 3600.0);
  }

  private static OffsetDateTime time(String place, String text) {
    try {
      return OffsetDateTime.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new BadInput(
          "--tickets: %s: %s: must be a time such as 2026-11-25T20:23:50Z; correct it"
              .formatted(place, MessageText.quoted(text)));
    }
  }
}
