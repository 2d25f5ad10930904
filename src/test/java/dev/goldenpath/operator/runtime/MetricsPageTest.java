package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.reference.ReferenceTable;
import dev.goldenpath.operator.rollout.ErrorBudgetReading;
import dev.goldenpath.operator.rollout.FleetCounts;
import dev.goldenpath.operator.rollout.RolloutActivity;
import dev.goldenpath.operator.rollout.RolloutFigures;
import dev.goldenpath.operator.support.GoldenFile;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the metrics is what a scrape of the operator shows. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("docs", "reference", "metrics.md");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** Labels whose values depend on the path document or on the fleet. */
  private static final Set<String> OPEN = Set.of("component", "kind", "parameter", "wave", "le");

  /** Metrics that libraries define: by prefix, since the JVM decides which there are. */
  private static final Pattern OF_LIBRARIES = Pattern.compile("(jvm|process|system)_.*");

  private static final String SERVICE =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata: {name: checkout}
      spec: {team: payments, tier: gold}
      status:
        hatches:
          - {kind: override, target: network.ingress, component: network, value: open, unsafe: true,
             until: '2020-02-28'}
      """;

  private final OperatorMetrics metrics = new OperatorMetrics();

  @Test
  void it_is_up_to_date() throws IOException {
    ReferenceTable table = ReferenceTable.of("metric", "type", "labels", "meaning");
    families()
        .forEach(
            (name, family) -> {
              if (name.startsWith("goldenpath_")) {
                table.row(
                    ReferenceTable.code(name),
                    family.type,
                    family.labels(),
                    ReferenceTable.text(family.help));
              }
            });
    GoldenFile.check(PAGE, GoldenFile.between(Files.readString(PAGE), "metrics", table.toString()));
  }

  @Test
  void every_other_metric_is_of_a_library_that_the_page_names() throws IOException {
    assertThat(families().keySet())
        .filteredOn(name -> !name.startsWith("goldenpath_"))
        .isNotEmpty()
        .allMatch(name -> OF_LIBRARIES.matcher(name).matches());
    assertThat(Files.readString(PAGE))
        .contains("| `jvm_*` |", "| `process_*` |", "| `system_*` |", "| `operator_sdk_*` |");
  }

  /** As of a leader with a service that has a hatch, during a rollout. */
  private Map<String, Family> families() {
    metrics.watch(fleet(), () -> true, () -> 0);
    metrics.watchLeadership(() -> true);
    metrics.firstReady(Tier.GOLD, Duration.ofSeconds(3));
    metrics.rollout(
        Optional.of(
            new RolloutFigures(
                new FleetCounts(19, 6, 3, 4, 2, 1, 3),
                RolloutActivity.MOVING,
                Optional.of(new RolloutFigures.WaveNumber("silver", 2)),
                Optional.of(Instant.EPOCH),
                ErrorBudgetReading.State.MEASURED)));
    Map<String, Family> families = new TreeMap<>();
    Map<String, String> help = new LinkedHashMap<>();
    Family current = new Family("", "");
    for (String line : metrics.scrape().lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        help.put(words[2], words.length > 3 ? words[3] : "");
      } else if (line.startsWith("# TYPE ")) {
        current = new Family(words[3], help.getOrDefault(words[2], ""));
        families.put(words[2], current);
      } else {
        current.samples.add(line);
      }
    }
    // A family without a sample has no labels yet: it would be a row that says too little.
    assertThat(families).allSatisfy((name, family) -> assertThat(family.samples).isNotEmpty());
    return families;
  }

  /** A fleet of one service; all that is asked of its cache is a list. */
  @SuppressWarnings("unchecked")
  private static Fleet fleet() {
    GoldenService service = Serialization.unmarshal(SERVICE, GoldenService.class);
    Fleet fleet = new Fleet();
    fleet.over(
        new EventSourceContext<>(
            (IndexerResourceCache<GoldenService>)
                Proxy.newProxyInstance(
                    MetricsPageTest.class.getClassLoader(),
                    new Class<?>[] {IndexerResourceCache.class},
                    (cache, method, arguments) -> Stream.of(service)),
            null,
            null,
            GoldenService.class));
    fleet.start();
    return fleet;
  }

  /** A metric with its series. */
  private static final class Family {
    private final String type;
    private final String help;
    private final List<String> samples = new ArrayList<>();

    private Family(String type, String help) {
      this.type = type;
      this.help = help;
    }

    /** Each label with its values, if these are always the same. */
    private String labels() {
      Map<String, Set<String>> labels = new TreeMap<>();
      for (String sample : samples) {
        LABEL
            .matcher(sample)
            .results()
            .forEach(
                label ->
                    labels
                        .computeIfAbsent(label.group(1), name -> new TreeSet<>())
                        .add(label.group(2)));
      }
      labels.remove("le");
      return labels.entrySet().stream()
          .map(
              label ->
                  ReferenceTable.code(label.getKey())
                      + (OPEN.contains(label.getKey()) || label.getValue().size() == 1
                          ? ""
                          : ": " + ReferenceTable.codes(List.copyOf(label.getValue()))))
          .collect(Collectors.joining("; "));
    }
  }
}
