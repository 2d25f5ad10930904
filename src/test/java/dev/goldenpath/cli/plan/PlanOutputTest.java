package dev.goldenpath.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.support.CliRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A plan for programs: as a patch, and as data. */
class PlanOutputTest extends WithCheckout {
  @Test
  void the_diff_is_a_patch_of_the_rendered_folder() throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    Path after = Files.createDirectory(folder.resolve("after"));
    Path patch = folder.resolve("change.patch");
    Files.writeString(patch, plan(checkout(), "checkout", "--tier", "silver", "-o", "diff").out());
    render(CHECKOUT, before);
    render(CHECKOUT.replace("tier: gold", "tier: silver"), after);
    assertThat(files(before)).isNotEqualTo(files(after));

    Process git =
        new ProcessBuilder("git", "apply", "--unsafe-paths", "-p1", patch.toString())
            .directory(before.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes());

    assertThat(git.waitFor()).as(said).isZero();
    assertThat(files(before)).isEqualTo(files(after));
  }

  private void render(String service, Path into) {
    run("render", service(service), "checkout", "--dir", into.toString());
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(PlanOutputTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return file.getFileName() + "\n" + Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_data_has_every_field() throws IOException {
    CliRun run = plan(withDatabase(CHECKOUT), "checkout", "--tier", "silver", "-o", "json");
    JsonNode plan = new ObjectMapper().readTree(run.out());

    assertThat(plan.path("service").asText()).isEqualTo("checkout");
    assertThat(plan.path("tier").asText()).isEqualTo("silver");
    assertThat(plan.path("unchanged").asInt() + plan.path("objects").size()).isEqualTo(ALL);
    assertThat(plan.path("objects").get(0))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"component": "namespace", "kind": "Namespace", "name": "checkout",
                     "change": "changed",
                     "fields": [{"field": ".metadata.labels[\\"goldenpath.dev/tier\\"]",
                                 "from": "gold", "to": "silver"}]}
                    """));
    assertThat(plan.findValues("stays")).hasSize(1);
    assertThat(plan(checkout(), "checkout", "--tier", "silver", "-o", "yaml").out())
        .contains("service: \"checkout\"", "change: \"changed\"");
  }
}
