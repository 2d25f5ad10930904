package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class GoldenPathLoaderTest {
  private static final Path BUILT_IN = Path.of("src", "main", "resources", "golden-path.yaml");

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Path file;
  private GoldenPathLoader loader;

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
    file = folder.resolve("path.yaml");
    loader =
        new GoldenPathLoader(
            new GoldenPathReader(Components.catalogue()), Optional.of(file), Duration.ofMillis(10));
  }

  @AfterEach
  void silence() {
    logger().detachAppender(log);
  }

  @Test
  void a_good_document_is_there_at_once() throws Exception {
    Files.copy(BUILT_IN, file);

    assertThat(loader.load().current().name()).isEqualTo("default");
    assertThat(loader.problem()).isEmpty();
    assertThat(log.list).isEmpty();
  }

  @Test
  void without_one_it_waits_says_each_problem_once_and_goes_on_by_itself() throws Exception {
    CompletableFuture<GoldenPathSource> loaded = CompletableFuture.supplyAsync(this::load);
    awaitProblem("path.yaml: does not exist");
    write("kind: [unclosed\n");
    awaitProblem("path.yaml: line 1: while parsing a flow sequence");
    write(Files.readString(BUILT_IN).replace("version: 1.0.0", "version: x"));
    awaitProblem("spec.version: \"x\"");
    assertThat(loaded).isNotDone();

    write(Files.readString(BUILT_IN));
    await().until(loaded::isDone);
    assertThat(loaded.join().current().version()).isEqualTo("1.0.0");
    assertThat(loader.problem()).isEmpty();
    assertThat(log.list).hasSize(3).allMatch(entry -> entry.getLevel() == Level.ERROR);
    assertThat(log.list.get(0).getFormattedMessage())
        .isEqualTo(
            file
                + ": does not exist; no service is reconciled and deletions wait until the path"
                + " document can be used (looking again every 0.01 s)");
  }

  private void awaitProblem(String problem) {
    await()
        .untilAsserted(
            () ->
                assertThat(loader.problem())
                    .hasValueSatisfying(p -> assertThat(p).contains(problem)));
  }

  /** At once, as a ConfigMap is replaced: half a document would be a problem of its own. */
  private void write(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next.yaml"), text);
    Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private GoldenPathSource load() {
    try {
      return loader.load();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(GoldenPathLoader.class);
  }
}
