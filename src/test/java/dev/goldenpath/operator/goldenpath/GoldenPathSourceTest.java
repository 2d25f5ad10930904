package dev.goldenpath.operator.goldenpath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.goldenpath.operator.component.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class GoldenPathSourceTest {
  @TempDir private Path folder;
  private Path file;
  private GoldenPathSource source;

  @BeforeEach
  void readTheFirstDocument() throws IOException, InvalidGoldenPathException {
    file = Files.writeString(folder.resolve("path.yaml"), Documents.builtIn());
    source = new GoldenPathSource(new GoldenPathReader(Components.catalogue()), Optional.of(file));
  }

  @Test
  void another_document_comes_in_force() throws IOException {
    Files.writeString(file, Documents.builtIn().replace("version: 1.0.0", "version: 2.0.0"));

    assertThat(source.reload()).isTrue();
    assertThat(source.current().version()).isEqualTo("2.0.0");
    assertThat(source.reload()).as("the same again").isFalse();
  }

  @Test
  void a_broken_document_leaves_the_last_good_one_in_force_until_it_is_mended() throws IOException {
    Files.writeString(file, Documents.builtIn().replace("version: 1.0.0", "version: x"));
    assertThat(source.reload()).isFalse();
    assertThat(source.current().version()).isEqualTo("1.0.0");
    assertThat(source.isValid()).isFalse();

    Files.writeString(file, Documents.builtIn());
    assertThat(source.reload()).isTrue();
    assertThat(source.isValid()).isTrue();
  }

  @Test
  void a_document_that_vanishes_leaves_the_last_good_one_in_force() throws IOException {
    Files.delete(file);

    assertThat(source.reload()).isFalse();
    assertThat(source.current().version()).isEqualTo("1.0.0");
    assertThat(source.isValid()).isFalse();

    Files.writeString(file, Documents.builtIn());
    source.reload();
    assertThat(source.isValid()).as("it is back as it was").isTrue();
  }

  @ParameterizedTest
  @EnumSource(InvalidHatchException.class)
  void a_file_that_cannot_be_read_leaves_the_last_good_one_in_force(InvalidHatchException way)
      throws IOException {
    way.make(file);

    assertThat(source.reload()).isFalse();
    assertThat(source.reload()).isFalse();
    assertThat(source.current().version()).isEqualTo("1.0.0");
    assertThat(source.isValid()).isFalse();

    Files.delete(file);
    Files.writeString(file, Documents.builtIn());
    source.reload();
    assertThat(source.isValid()).as("it is back as it was").isTrue();
  }

  @ParameterizedTest
  @EnumSource(InvalidHatchException.class)
  void a_start_with_a_file_that_cannot_be_read_is_refused_like_one_with_an_error(
      InvalidHatchException way) throws IOException {
    way.make(file);

    assertThatThrownBy(this::start)
        .isInstanceOf(InvalidGoldenPathException.class)
        .hasMessage(file + ": " + way.message);
  }

  @Test
  void a_start_with_a_broken_document_is_refused() throws IOException {
    Files.writeString(file, "kind: [");

    assertThatThrownBy(this::start)
        .isInstanceOf(InvalidGoldenPathException.class)
        .hasMessageContaining("path.yaml: line 1");
  }

  @Test
  void as_large_as_a_config_map_is_not_too_large() throws Exception {
    String document = Documents.builtIn();
    Files.writeString(file, document + "#".repeat((1 << 20) - document.getBytes(UTF_8).length));

    assertThat(start().current().version()).isEqualTo("1.0.0");
  }

  @Test
  void what_is_ignored_is_told_once_for_each_document() throws Exception {
    assertThat(source.ignored().count()).isZero();
    String acess = Documents.builtIn().replace("    access:\n", "    acess:\n");

    List<ILoggingEvent> log =
        logOf(
            () -> {
              Files.writeString(file, acess + "color: red\n");
              assertThat(source.reload()).isTrue();
              source.reload();
              Files.writeString(file, Documents.builtIn().replace("1.0.0", "1.0.1"));
              assertThat(source.reload()).isTrue();
              assertThat(source.ignored().count()).isZero();
              Files.writeString(file, acess);
              start();
            });

    assertThat(log)
        .filteredOn(entry -> entry.getLevel() == Level.WARN)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            file
                + ": color: is unknown to this release and ignored; remove it unless another"
                + " release needs it; spec.components.acess: is unknown to this release and"
                + " ignored; did you mean access?",
            file
                + ": spec.components.acess: is unknown to this release and ignored; did you mean"
                + " access?");
  }

  @Test
  void a_document_with_an_error_leaves_what_the_one_in_force_ignores() throws IOException {
    Files.writeString(file, Documents.builtIn() + "color: red\n");
    source.reload();
    Files.writeString(file, "kind: [");
    source.reload();

    assertThat(source.isValid()).isFalse();
    assertThat(source.ignored().count()).isEqualTo(1);
  }

  @Test
  void a_megabyte_of_unknown_names_makes_one_line_of_a_few_kilobytes() throws Exception {
    String names = ("x".repeat(90) + "%05d: 1\n").repeat(10_000);
    Files.writeString(
        file,
        Documents.builtIn()
            + names.formatted(IntStream.range(0, 10_000).boxed().toArray(Object[]::new)));

    List<ILoggingEvent> log = logOf(source::reload);

    assertThat(source.ignored().count()).isEqualTo(10_000);
    assertThat(log)
        .filteredOn(entry -> entry.getLevel() == Level.WARN)
        .singleElement()
        .satisfies(entry -> assertThat(entry.getFormattedMessage()).hasSizeLessThan(4_096));
  }

  @Test
  void a_problem_that_stays_is_reported_once_and_another_one_again() throws Exception {
    List<ILoggingEvent> log =
        logOf(
            () -> {
              Files.delete(file);
              source.reload();
              source.reload();
              String broken = Documents.builtIn().replace("version: 1.0.0", "version: x");
              Files.writeString(file, broken);
              source.reload();
              source.reload();
              Files.writeString(file, broken + "# saved again, with the same error\n");
              source.reload();
            });

    assertThat(log).allMatch(entry -> entry.getLevel() == Level.ERROR);
    assertThat(log)
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfiesExactly(
            missing -> assertThat(missing).contains("path.yaml: does not exist"),
            broken -> assertThat(broken).contains("path.yaml: spec.version: \"x\""));
  }

  @Test
  void an_error_of_the_reader_is_one_of_the_document() throws IOException {
    List<ComponentSchema> components = new ArrayList<>(Components.ALL);
    components.add(
        new ComponentSchema() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public List<Contradiction> contradictions(
              Map<String, String> values, Requested requested, Platform platform) {
            throw new IllegalStateException("broken");
          }
        });
    GoldenPathReader reader = new GoldenPathReader(new Catalogue(components));
    Files.writeString(
        file,
        Documents.builtIn()
            .replace("  components:\n", "  components:\n    broken: { enabled: true }\n"));

    assertThatThrownBy(() -> new GoldenPathSource(reader, Optional.of(file)))
        .isInstanceOf(InvalidGoldenPathException.class)
        .hasMessageContaining("cannot be parsed: java.lang.IllegalStateException: broken");
  }

  /** Cut, doubled and replaced at random: the errors that a hand makes, and worse. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_is_in_the_file_is_a_document_or_an_error_of_it(long seed) throws IOException {
    Random random = new Random(seed);
    String document = Documents.builtIn();
    for (int i = 0; i < 25; i++) {
      int from = random.nextInt(document.length());
      int to = Math.min(document.length(), from + random.nextInt(40));
      String noise =
          List.of("", "null", "[", "{}", "&a [*a]", ": ", "\n", "\t", "-1e999999", document)
              .get(random.nextInt(10));
      Files.writeString(file, document.substring(0, from) + noise + document.substring(to));
      assertThat(source.reload()).isEqualTo(source.isValid());
    }
  }

  private static List<ILoggingEvent> logOf(Executable action) throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(GoldenPathSource.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      action.run();
    } finally {
      logger.detachAppender(log);
    }
    return log.list;
  }

  @FunctionalInterface
  private interface Executable {
    void run() throws Exception;
  }

  private GoldenPathSource start() throws InvalidGoldenPathException {
    return new GoldenPathSource(new GoldenPathReader(Components.catalogue()), Optional.of(file));
  }

  private enum InvalidHatchException {
    MISSING("does not exist") {
      @Override
      void make(Path file) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, file.resolveSibling("nowhere"));
      }
    },
    A_DIRECTORY("is not a file") {
      @Override
      void make(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
      }
    },
    NOT_UTF_8("is not UTF-8") {
      @Override
      void make(Path file) throws IOException {
        Files.write(file, new byte[] {'k', (byte) 0xff, (byte) 0xfe});
      }
    },
    TOO_LARGE("is larger than 1 MiB") {
      @Override
      void make(Path file) throws IOException {
        Files.writeString(file, "#".repeat(20 << 20));
      }
    };

    private final String message;

    InvalidHatchException(String message) {
      this.message = message;
    }

    abstract void make(Path file) throws IOException;
  }
}
