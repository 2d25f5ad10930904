package dev.goldenpath.operator.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.operator.component.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathSourceTest {
  @TempDir private Path folder;
  private Path file;
  private PathSource source;

  @BeforeEach
  void readTheFirstDocument() throws IOException, InvalidPathException {
    file = Files.writeString(folder.resolve("path.yaml"), Documents.builtIn());
    source = new PathSource(new GoldenPathReader(Components.parameters()), Optional.of(file));
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

  @Test
  void a_start_with_a_broken_document_is_refused() throws IOException {
    Files.writeString(file, "kind: [");

    assertThatThrownBy(
            () -> new PathSource(new GoldenPathReader(Components.parameters()), Optional.of(file)))
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("path.yaml: line 1");
  }
}
