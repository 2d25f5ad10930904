package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the plugin's package, and what of it is not in the operator's jar. */
class PluginPackageIT {
  private static final Path PACKAGE = Path.of("target", "kubectl-golden", "kubectl-golden");
  private static final Path LIBRARIES = PACKAGE.resolve("lib");
  private static final Path JAR = LIBRARIES.resolve("kubectl-golden.jar");
  private static final Path OPERATOR = Path.of("target", "golden-service-operator.jar");

  @Test
  void the_operator_s_jar_has_nothing_of_the_plugin() throws IOException {
    assertThat(entries(OPERATOR))
        .contains("dev/goldenpath/operator/runtime/Main.class")
        .noneMatch(name -> name.startsWith("dev/goldenpath/cli"))
        .noneMatch(name -> name.startsWith("page"));
    assertThat(classPath(OPERATOR)).isNotEmpty().noneMatch(name -> name.contains("picocli"));
  }

  @Test
  void the_plugin_s_jar_has_no_way_to_a_cluster_of_its_own() throws IOException {
    assertThat(entries(JAR))
        .contains("dev/goldenpath/cli/Main.class", "golden-path.yaml")
        .noneMatch(name -> name.startsWith("dev/goldenpath/operator/reconcile"))
        .noneMatch(name -> name.startsWith("dev/goldenpath/operator/runtime"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vertx", "netty", "operator-framework", "logback", "micrometer", "httpclient"})
  void its_class_path_is_without(String library) throws IOException {
    assertThat(classPath(JAR)).isNotEmpty().noneMatch(name -> name.contains(library));
  }

  @Test
  void its_class_path_is_what_lies_beside_it() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".jar"))
                  .filter(name -> !name.equals("kubectl-golden.jar")))
          .containsExactlyInAnyOrderElementsOf(classPath(JAR));
    }
  }

  /** Annotations that only a compiler and a generator read are not needed. */
  @Test
  void nothing_that_its_classes_use_is_missing() throws IOException {
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);

    int exit =
        jdeps.run(
            out,
            out,
            "--multi-release",
            "17",
            "--missing-deps",
            "-cp",
            classPath(JAR).stream()
                .map(name -> LIBRARIES.resolve(name).toString())
                .collect(Collectors.joining(File.pathSeparator)),
            JAR.toString());

    assertThat(exit).as(text.toString()).isZero();
    assertThat(text.toString().lines())
        .filteredOn(line -> line.matches(" .*->.*"))
        .allMatch(
            line -> line.matches(" .*-> (org\\.jspecify|io\\.fabric8\\.(crd\\.)?generator)\\..*"));
  }

  @Test
  void its_archive_is_the_same_in_each_build() throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (InputStream file = Files.newInputStream(Path.of("target", "kubectl-golden.tar.gz"));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(file)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
    assertThat(entries)
        .allMatch(entry -> entry.getLongUserId() == 0 && entry.getLongGroupId() == 0)
        .allMatch(entry -> entry.getName().startsWith("kubectl-golden/"));
    assertThat(entries)
        .extracting(TarArchiveEntry::getLastModifiedTime)
        .containsOnly(entries.get(0).getLastModifiedTime());
    assertThat(entries)
        .filteredOn(entry -> entry.getName().matches("kubectl-golden/kubectl.*"))
        .hasSize(3)
        .allMatch(entry -> (entry.getMode() & 0111) == 0111);
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private static List<String> classPath(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return List.of(
          file.getManifest()
              .getMainAttributes()
              .getValue(Attributes.Name.CLASS_PATH)
              .split(" ", -1));
    }
  }
}
