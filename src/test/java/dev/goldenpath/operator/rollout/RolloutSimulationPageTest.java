package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.rollout.SimulatedService.Cause;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of how many services a bad revision harms is what the simulation shows. */
class RolloutSimulationPageTest {
  private static final Path PAGE = Path.of("docs", "rollout.md");
  private static final String BEGIN = "<!-- simulation -->\n";
  private static final String END = "<!-- /simulation -->\n";
  private static final int SERVICES = 5_000;
  private static final int ROLLOUTS = 3;
  private static final Duration TICK = Duration.ofMinutes(1);

  @Test
  void it_is_up_to_date() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """

            | broken by it | the rollout | after | moved by then | harmed | of all |
            |---|---|---|---|---|---|
            """);
    List.of(0.0005, 0.005, 0.01, 0.05).forEach(share -> table.append(row(share)));
    String page = Files.readString(PAGE);
    GoldenFile.check(
        PAGE,
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table
            + "\n"
            + page.substring(page.indexOf(END)));
  }

  private static String row(double share) {
    List<Result> results =
        IntStream.range(0, ROLLOUTS).mapToObj(seed -> play(share, seed)).toList();
    long halted = results.stream().filter(Result::halted).count();
    return String.format(
        Locale.ROOT,
        "| %s %% | %s | %.1f h | %.0f | %.1f | %.2f %% |%n",
        Double.toString(share * 100).replaceFirst("[.]0$", ""),
        halted == 0 ? "complete" : halted + " of " + ROLLOUTS + " halted",
        mean(results.stream().mapToDouble(Result::hours).toArray()),
        mean(results.stream().mapToDouble(Result::moved).toArray()),
        mean(results.stream().mapToDouble(Result::harmed).toArray()),
        mean(results.stream().mapToDouble(Result::harmed).toArray()) / SERVICES * 100);
  }

  private static double mean(double[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).average().orElse(0);
  }

  private static Result play(double share, int seed) {
    SimulatedFleet fleet = SimulatedFleet.of(SERVICES);
    fleet.fault(SimulatedFleet.NEW, service -> RolloutSimulationTest.fault(service, seed, share));
    fleet.until(each -> each.phase() != RolloutPhase.PROGRESSING, TICK, Duration.ofHours(40));
    return new Result(
        fleet.phase() == RolloutPhase.HALTED,
        Duration.between(SimulatedFleet.START, fleet.now()).toMinutes() / 60.0,
        fleet.on(SimulatedFleet.NEW),
        fleet
            .with(
                service ->
                    service.moves.stream().anyMatch(move -> move.cause() == Cause.IN_FLIGHT)
                        && fleet.fault(service, SimulatedFleet.NEW) != SimulatedService.Fault.NONE)
            .count());
  }

  private record Result(boolean halted, double hours, long moved, long harmed) {}
}
