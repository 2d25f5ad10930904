package dev.goldenpath.cli.progress;

import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.GoldenService;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block that is drawn again in its place; whatever the terminal showed above it stays. Lines that
 * are too long are cut at the edge, so that each takes one row, until the last drawing.
 */
final class ProgressScreen implements Progress {
  private static final String UP = "\u001b[%dA";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final Terminal terminal;
  private final String name;
  private final ProgressBlock block;
  private final Stopwatch stopwatch = new Stopwatch();
  private @Nullable GoldenService service;
  private String instead;
  private int rows;

  /** A screen about a service. */
  ProgressScreen(Terminal terminal, String name) {
    this.terminal = terminal;
    this.name = name;
    this.block = new ProgressBlock(terminal.color());
    this.instead = "";
  }

  @Override
  public void show(Sighting sighting, Instant now) {
    if (sighting instanceof Sighting.Present present) {
      service = present.service();
      stopwatch.see(present.service());
    } else {
      service = null;
      instead = name + (sighting instanceof Sighting.Missing ? " is not there yet" : " is deleted");
    }
    draw(now, NO_WRAP);
  }

  @Override
  public void tick(Instant now) {
    draw(now, NO_WRAP);
  }

  /** What is drawn next is below it. */
  @Override
  public void interrupted() {
    rows = 0;
  }

  @Override
  public void end(Instant now) {
    draw(now, "");
  }

  private void draw(Instant now, String wrapping) {
    List<String> lines = service == null ? List.of(instead) : block.lines(service, stopwatch, now);
    StringBuilder drawing = new StringBuilder(wrapping);
    if (rows > 0) {
      drawing.append(UP.formatted(rows));
    }
    lines.forEach(line -> drawing.append('\r').append(line).append(REST_OF_LINE).append('\n'));
    drawing.append(REST_OF_SCREEN).append(WRAP);
    rows = lines.size();
    terminal.out().print(drawing);
    terminal.out().flush();
  }
}
