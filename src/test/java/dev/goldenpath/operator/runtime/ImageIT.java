package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.runtime.ImageArchive.Layer;
import dev.goldenpath.tryout.TunedJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build puts on the image's base: its layers and its configuration. */
class ImageIT {
  private static final Path ARCHIVE = Path.of("target", "image-layers.tar");
  private static final Path JAR = Path.of("target", "golden-service-operator.jar");
  private static final String CODE = "app/classpath/" + JAR.getFileName();
  private static final String CLASS_PATH = "app/jib-classpath-file";
  private static final int SPECIAL_OR_WORLD_WRITABLE = 07002;
  private static final int READABLE_BY_ALL = 0444;

  private static ImageArchive image;

  @TempDir private Path root;

  @BeforeAll
  static void read() throws IOException {
    image = ImageArchive.read(ARCHIVE);
  }

  @Test
  void it_runs_as_a_numbered_user_and_sets_nothing_but_what_is_needed() {
    JsonNode config = image.configuration().path("config");
    assertThat(config.path("User").asText()).matches("[1-9][0-9]+:[1-9][0-9]+");
    assertThat(config.path("ExposedPorts").fieldNames()).toIterable().containsExactly("8080/tcp");
    assertThat(List.of("Env", "Volumes", "Cmd")).allMatch(name -> config.path(name).isEmpty());
    assertThat(config.path("Labels").properties())
        .allMatch(label -> label.getKey().startsWith("org.opencontainers.image."))
        .allMatch(label -> !label.getValue().asText().isBlank())
        .extracting(label -> label.getKey().replaceAll(".*\\.", ""))
        .contains("title", "version", "licenses");
  }

  @Test
  void its_jvm_has_the_flags_that_the_operator_is_measured_with() {
    assertThat(image.entrypoint())
        .startsWith("java")
        .containsAll(TunedJvm.imageFlags())
        .endsWith("-cp", "@/" + CLASS_PATH, Main.class.getName());
  }

  @Test
  void a_change_of_code_moves_one_thin_layer() {
    List<Layer> code =
        image.layers().stream().filter(layer -> layer.files().equals(List.of(CODE))).toList();
    assertThat(code).hasSize(1);
    long all = image.layers().stream().mapToLong(Layer::size).sum();
    assertThat(code.get(0).size()).as("less than 5 %% of %d", all).isLessThan(all / 20);
    assertThat(image.layers().get(0).files()).allMatch(file -> file.startsWith("app/libs/"));
  }

  @Test
  void all_lies_below_app_for_all_to_read_and_for_root_to_write() {
    assertThat(image.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.name()).matches("app/.*").doesNotContain("..");
              assertThat(entry.header().getLinkName()).isEmpty();
              assertThat(entry.header().getMode() & SPECIAL_OR_WORLD_WRITABLE).isZero();
              assertThat(entry.header().getMode() & READABLE_BY_ALL).isEqualTo(READABLE_BY_ALL);
              assertThat(entry.header().getLongUserId()).isZero();
              assertThat(entry.header().getLastModifiedTime().toInstant())
                  .as("the same in each build")
                  .isEqualTo(Instant.ofEpochSecond(1));
            });
  }

  @Test
  void its_class_path_is_the_jar_s_own_in_order_and_there_is_nothing_else() throws IOException {
    List<String> libraries;
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String names = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      libraries =
          Stream.of(names.split(" ")).map(name -> "app/" + name.replace("lib/", "libs/")).toList();
    }
    assertThat(text(CLASS_PATH)).isEqualTo("/app/classpath/*:/" + String.join(":/", libraries));
    assertThat(image.layers().stream().flatMap(layer -> layer.files().stream()))
        .containsAll(libraries)
        .contains(CODE, CLASS_PATH, "app/jib-main-class-file", "app/bom.json")
        .hasSize(libraries.size() + 4);
  }

  @Test
  void the_kubectl_plugin_is_not_in_it() throws IOException {
    assertThat(image.layers().stream().flatMap(layer -> layer.files().stream()))
        .noneMatch(file -> file.contains("picocli"));
    try (JarInputStream code = new JarInputStream(new ByteArrayInputStream(image.content(CODE)))) {
      List<String> names = new ArrayList<>();
      for (JarEntry entry = code.getNextJarEntry(); entry != null; entry = code.getNextJarEntry()) {
        names.add(entry.getName());
      }
      assertThat(names)
          .anyMatch(name -> name.startsWith("dev/goldenpath/operator/"))
          .noneMatch(name -> name.startsWith("dev/goldenpath/cli/") || name.startsWith("page/"));
    }
  }

  @Test
  void its_bill_of_materials_names_its_libraries_and_no_time() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(image.content("app/bom.json"));
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.path("metadata").has("timestamp")).isFalse();
    assertThat(bill.path("components"))
        .allSatisfy(component -> assertThat(component.path("hashes")).isNotEmpty())
        .extracting(
            component ->
                "app/libs/%s-%s.jar"
                    .formatted(component.path("name").asText(), component.path("version").asText()))
        .containsExactlyInAnyOrderElementsOf(image.layers().get(0).files());
  }

  @Test
  void its_entrypoint_starts_from_the_layers_and_writes_no_file() throws Exception {
    image.unpack(root);
    Files.writeString(root.resolve(CLASS_PATH), belowRoot(text(CLASS_PATH)));
    List<Path> before = files();
    List<String> command = new ArrayList<>();
    image.entrypoint().forEach(word -> command.add(belowRoot(word)));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().put("RECONCILE_THREADS", "many");

    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains("RECONCILE_THREADS: \"many\" must be a whole number from 1 to 64");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }

  private String belowRoot(String text) {
    return text.replace("/app/", root + "/app/");
  }

  private static String text(String name) {
    return new String(image.content(name), StandardCharsets.UTF_8);
  }
}
