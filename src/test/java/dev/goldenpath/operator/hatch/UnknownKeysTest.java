package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.NearestName;
import dev.goldenpath.operator.goldenpath.OneWayDoors;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As many keys as an object may hold, and none means anything. */
class UnknownKeysTest {
  private static final String KEY = "override.goldenpath.dev/";

  private final AtomicInteger comparisons = new AtomicInteger();
  private final HatchReader reader =
      new HatchReader(
          Components.catalogue(),
          Documents.readBuiltIn(),
          new OneWayDoors(Components.catalogue(), Documents.readBuiltIn(), LiveValues.NONE),
          (typed, known) -> {
            comparisons.addAndGet(known.size());
            return NearestName.to(typed, known);
          });

  @ParameterizedTest
  @ValueSource(
      strings = {
        "goldenpath.dev/",
        "override.goldenpath.dev/",
        "patch.goldenpath.dev/",
        "eject.goldenpath.dev/",
        "goldenpath.dev/until.",
        "goldenpath.dev/reason.",
        "overide.goldenpath.dev/"
      })
  void the_first_twenty_in_order_are_explained_and_the_others_counted(String prefix) {
    Hatches hatches = read(unknown(prefix, 10_000));

    assertThat(hatches.rejected().subList(0, 20))
        .extracting(RejectedHatch::key)
        .containsExactlyElementsOf(unknown(prefix, 20).keySet());
    assertThat(hatches.rejected().subList(0, 20))
        .allSatisfy(
            rejected ->
                assertThat(rejected.problem())
                    .startsWith("unknown ")
                    .contains(" (value \"x\"); did you mean "));
    assertThat(hatches.rejected().subList(20, hatches.rejected().size()))
        .containsExactly(
            new RejectedHatch(
                "goldenpath.dev", "9,980 more unknown keys; only the first 20 are explained"));
    // Each component and parameter has up to four keys.
    int components = Components.ALL.size();
    int parameters = Components.catalogue().parameters().size();
    assertThat(comparisons.get()).isBetween(20 * components, 20 * 4 * (components + parameters));
  }

  @Test
  void twenty_are_not_more() {
    assertThat(read(unknown(KEY, 20)).rejected()).hasSize(20);
    assertThat(read(unknown(KEY, 21)).rejected())
        .hasSize(21)
        .last()
        .extracting(RejectedHatch::problem)
        .isEqualTo("1 more unknown keys; only the first 20 are explained");
  }

  @Test
  void keys_of_all_kinds_share_what_is_explained() {
    Map<String, String> annotations = new TreeMap<>();
    for (String prefix : new String[] {"patch.goldenpath.dev/", KEY, "eject.goldenpath.dev/"}) {
      annotations.putAll(unknown(prefix, 15));
    }
    assertThat(read(annotations).rejected())
        .hasSize(21)
        .extracting(rejected -> rejected.key().replaceFirst("[.].*", ""))
        .containsExactlyElementsOf(
            Stream.of(
                    IntStream.range(0, 15).mapToObj(i -> "eject"),
                    IntStream.range(0, 5).mapToObj(i -> "override"),
                    Stream.of("goldenpath"))
                .flatMap(Function.identity())
                .toList());
  }

  @Test
  void they_take_nothing_from_those_that_are_known() {
    Map<String, String> annotations = new TreeMap<>(unknown("eject.goldenpath.dev/", 10_000));
    annotations.put(KEY + "quota.pods", "many");
    annotations.put(KEY + "quota.memory", "48Gi");
    annotations.put("goldenpath.dev/paused", "incident: x");

    Hatches hatches = read(annotations);

    assertThat(hatches.values()).containsOnlyKeys("quota.memory");
    assertThat(hatches.paused()).isPresent();
    assertThat(hatches.ejected()).isEmpty();
    assertThat(hatches.rejected())
        .extracting(RejectedHatch::key)
        .hasSize(22)
        .contains(KEY + "quota.pods");
  }

  @Test
  void each_of_them_is_part_of_the_hash() {
    Map<String, String> annotations = unknown(KEY, 10_000);
    String before = read(annotations).hash();
    annotations.put(KEY + "zzz", "");

    assertThat(read(annotations).hash()).isNotEqualTo(before);
  }

  /** Otherwise the cache of GoldenServices drops it once there are many unknown ones. */
  @Test
  void every_annotation_on_a_service_is_known() throws IllegalAccessException {
    Set<String> onOtherObjects =
        Set.of(
            Annotations.SERVICE_UID,
            Annotations.RELEASED,
            Annotations.HATCHES,
            Annotations.MIN_REPLICAS,
            Annotations.UNMANAGED,
            Annotations.EXPEDITE,
            Annotations.RETRY);
    Set<String> known = UnknownKeys.known(Components.catalogue());
    for (Field constant : Annotations.class.getFields()) {
      String key = (String) constant.get(null);
      boolean isPrefix = key.endsWith("/") || key.endsWith(".");
      assertThat(known.stream().anyMatch(isPrefix ? each -> each.startsWith(key) : key::equals))
          .as("UnknownKeys knows Annotations.%s: it is on a GoldenService", constant.getName())
          .isEqualTo(!onOtherObjects.contains(key));
    }
  }

  private Hatches read(Map<String, String> annotations) {
    return reader.read(annotations, Tier.GOLD, RememberedHatches.NONE);
  }

  private static Map<String, String> unknown(String prefix, int number) {
    Map<String, String> keys = new TreeMap<>();
    IntStream.range(0, number).forEach(i -> keys.put(prefix + "%05d".formatted(i), "x"));
    return keys;
  }
}
