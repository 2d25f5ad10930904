package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As much text as all annotations of an object may hold, into each place that reads some, on a
 * stack as small as one may be: nothing explodes, and nothing recurses with the length of a text.
 * (The limit of time only ends what would never end.)
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileTextTest {
  private static final int CHARACTERS = 262_144;
  private static final long SMALL_STACK = 192 * 1024;
  private static final GoldenPath PATH = Documents.readBuiltIn();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        " ",
        "\t \n",
        ",",
        "a,",
        "a=b,",
        "a: ",
        ":",
        "/",
        "/a",
        "(",
        "a{1000}",
        "[",
        "\\",
        "{\"a\":",
        "[1,",
        "\"",
        "9",
        "-",
        "1-",
        "~1",
        "*",
        "\u0000",
        "\u202e",
        "\ud83d",
        "aaaa!",
        "x{a=\"1\",",
        "(a*)*",
        "2026-01-01"
      })
  void each_place_that_reads_text_reads_any(String part) throws Exception {
    String text = part.repeat(CHARACTERS / part.length());
    onSmallStack(
        () -> {
          for (String key : keys()) {
            Hatches hatches = read(PATH, key, text, RememberedHatches.NONE);
            assertThat(hatches.rejected()).as(key).hasSize(1);
            assertThat(hatches.rejected().get(0).problem()).as(key).hasSizeLessThan(1_000);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a,", "a=b,", "{\"a\":", "(a*)*", "9", " "})
  void what_counted_last_is_held_against_the_same_rules(String part) throws Exception {
    String text = part.repeat(CHARACTERS / part.length());
    for (String parameter : PATH.parameters().keySet()) {
      RememberedHatches before =
          new RememberedHatches(Map.of(parameter, text), Map.of("quota", text), Map.of());
      onSmallStack(
          () ->
              assertThat(
                      read(PATH, "override.goldenpath.dev/" + parameter, "?\u0000?", before)
                          .values())
                  .isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a*)*b", "(a|a)*b", "(a?){90}a{90}b", "([a-z]+)*:"})
  void no_pattern_of_a_path_document_explodes(String pattern) throws Exception {
    GoldenPath path = withPattern(pattern);
    onSmallStack(
        () ->
            assertThat(
                    read(
                            path,
                            "override.goldenpath.dev/monitoring.path",
                            "a".repeat(4_096),
                            RememberedHatches.NONE)
                        .rejected())
                .singleElement()
                .satisfies(
                    rejected -> assertThat(rejected.problem()).endsWith(" must match " + pattern)));
  }

  @Test
  void no_pointer_of_a_patch_explodes() throws Exception {
    MergePatch patch =
        MergePatch.parse("{\"spec\":{\"hard\":{\"%s\":\"1\"}}}".formatted("a-".repeat(4_000)));
    onSmallStack(
        () ->
            assertThat(refusal(new PatchRule(List.of("/spec/hard/*a*a*a*a*a*a*b")), patch))
                .endsWith(
                    "which is not patchable; a patch of x may change /spec/hard/*a*a*a*a*a*a*b"));
  }

  private static String refusal(PatchRule rule, MergePatch patch) {
    try {
      rule.apply(patch, List.of(Map.of("metadata", Map.of("name", "x"))));
      return "";
    } catch (InvalidHatchException e) {
      return e.getMessage();
    }
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    PATH.parameters().keySet().stream()
        .flatMap(
            name -> Stream.of("override.goldenpath.dev/" + name, "goldenpath.dev/reason." + name))
        .forEach(keys::add);
    Stream.of("eject.goldenpath.dev/slo", "patch.goldenpath.dev/quota", "goldenpath.dev/until.slo")
        .forEach(keys::add);
    return keys;
  }

  private static Hatches read(GoldenPath path, String key, String text, RememberedHatches before) {
    return new HatchReader(Components.catalogue(), path).read(Map.of(key, text), Tier.GOLD, before);
  }

  private static GoldenPath withPattern(String pattern) throws InvalidGoldenPathException {
    return Documents.read(
        Documents.builtIn()
            .replace("\"/[-A-Za-z0-9._~/]{0,127}\"", "'" + pattern + "'")
            .replace(
                "value: /metrics",
                "value: " + (pattern.endsWith(":") ? "'a:'" : ("a".repeat(90) + "b"))));
  }

  private static void onSmallStack(Runnable work) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    new Thread(
            null,
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            },
            "small stack",
            SMALL_STACK)
        .start();
    done.get();
  }
}
