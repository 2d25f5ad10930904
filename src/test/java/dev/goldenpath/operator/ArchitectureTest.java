package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may know which, read from the sources: imports and names written in full. */
class ArchitectureTest {
  private static final Path MAIN = Path.of("src", "main");
  private static final Path OURS = MAIN.resolve("java/dev/goldenpath/operator");
  private static final Path CLI = MAIN.resolve("java/dev/goldenpath/cli");
  private static final String OUR_PACKAGE = "dev.goldenpath.operator.";
  private static final String PLUGIN_PACKAGE = "dev.goldenpath.cli.";
  private static final String PLUGIN_MAIN = "main";
  private static final String FRAMEWORK = "io.javaoperatorsdk.";
  private static final String CLIENT = "io.fabric8.kubernetes.client.";
  private static final int LONGEST_FILE = 220;

  private static final Set<String> PURE =
      Set.of("api", "goldenpath", "hatch", "plan", "component", "status", "rollout", "preview");

  private static final Pattern NAMES =
      Pattern.compile("\\b(dev\\.goldenpath|io\\.javaoperatorsdk|io\\.fabric8)(\\.\\w+)+");

  @ParameterizedTest
  @CsvSource({
    "api, ''",
    "goldenpath, api",
    "hatch, 'api goldenpath'",
    "plan, 'api goldenpath hatch'",
    "component, 'api goldenpath hatch plan'",
    "status, 'api goldenpath hatch plan component rollout'",
    "rollout, 'api goldenpath'",
    "preview, 'api goldenpath hatch plan component'",
    "reconcile, 'api goldenpath hatch plan component status rollout preview'",
    "runtime, 'api goldenpath hatch plan component status rollout preview reconcile'"
  })
  void a_package_knows_only_those_below_it(String from, String below) {
    Set<String> known = Set.of((from + " " + below).trim().split(" "));
    assertThat(names(from))
        .filteredOn(name -> name.startsWith(OUR_PACKAGE))
        .isNotEmpty()
        .allMatch(name -> known.contains(name.substring(OUR_PACKAGE.length()).split("\\.")[0]));
  }

  /**
   * Within a package: what a folder of it may know of the other folders, and of the files above.
   */
  @ParameterizedTest
  @CsvSource({
    "component/condition, ''",
    "component/crossplane, component/condition",
    "component/effect, ''",
    "component/network, component/effect",
    "component/postgres, 'component/condition component/effect'",
    "component/queue, 'component/condition component/effect'",
    "component/workload, component/condition",
    "component/route, 'component/condition component/workload'",
    "component/prometheus, ''",
    "component/slo, component/prometheus",
    "component/dashboard, 'component/prometheus component/slo'",
    "reconcile/apply, ''",
    "reconcile/watch, reconcile/apply",
    "reconcile/ownership, 'reconcile/apply reconcile/watch'",
    "reconcile/prometheus, reconcile/apply",
    "reconcile/path, 'reconcile/apply reconcile/watch'"
  })
  void a_folder_knows_only_those_below_it_and_no_file_above(String from, String below) {
    String parent = from.substring(0, from.indexOf('/'));
    Set<String> known = Set.of((from + " " + below).trim().split(" "));
    assertThat(names(from))
        .filteredOn(name -> name.startsWith(OUR_PACKAGE + parent + "."))
        .allMatch(
            name -> {
              String[] parts = name.substring(OUR_PACKAGE.length()).split("\\.");
              return known.contains(parts[0] + "/" + parts[1]);
            });
    assertThat(names(from)).as("its own package").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"component", "reconcile"})
  void there_is_no_folder_without_a_rule(String of) throws IOException {
    try (Stream<Path> folders = Files.list(OURS.resolve(of)).filter(Files::isDirectory)) {
      assertThat(folders.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              of.equals("component")
                  ? List.of(
                      "condition",
                      "crossplane",
                      "effect",
                      "network",
                      "postgres",
                      "queue",
                      "workload",
                      "route",
                      "prometheus",
                      "slo",
                      "dashboard")
                  : List.of("apply", "watch", "ownership", "path", "prometheus"));
    }
  }

  @Test
  void every_file_of_component_is_a_component_or_its_contract() throws IOException {
    try (Stream<Path> files = Files.list(OURS.resolve("component")).filter(Files::isRegularFile)) {
      assertThat(files.map(each -> each.getFileName().toString().replace(".java", "")))
          .filteredOn(name -> !name.endsWith("Component"))
          .containsExactlyInAnyOrder(
              "Components",
              "ApiKind",
              "ComponentTraits",
              "CustomObject",
              "DesiredObject",
              "DesiredState",
              "ObjectMetadata",
              "ObservedState",
              "Readiness",
              "package-info");
    }
  }

  @Test
  void there_is_no_package_without_a_rule() throws IOException {
    try (Stream<Path> packages = Files.list(OURS)) {
      assertThat(packages.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "api",
              "goldenpath",
              "hatch",
              "plan",
              "component",
              "status",
              "rollout",
              "preview",
              "reconcile",
              "runtime");
    }
  }

  /** Within the plugin; {@code main} is the files above its packages. */
  @ParameterizedTest
  @CsvSource({
    "terminal, ''",
    "text, terminal",
    "kubectl, terminal",
    "service, 'terminal kubectl'",
    "verb, 'terminal kubectl service'",
    "progress, 'terminal text kubectl service verb'",
    "render, 'terminal text service verb'",
    "report, 'terminal text service verb'",
    "explain, 'terminal text kubectl service verb'",
    "completion, 'terminal kubectl service verb'",
    "plan, 'terminal text kubectl service verb render'",
    "hatch, 'terminal text kubectl service verb render progress'",
    "page, 'terminal text kubectl service verb render progress report'",
    "main, 'terminal text kubectl service verb progress render report explain completion plan hatch page'",
    "training, 'terminal verb main'"
  })
  void a_package_of_the_plugin_knows_only_those_below_it(String from, String below) {
    Set<String> known = Set.of((from + " " + below).trim().split(" "));
    assertThat(pluginFiles(from)).as("files of " + from).isNotEmpty();
    assertThat(pluginFiles(from))
        .allSatisfy(
            file ->
                assertThat(namesIn(read(file)))
                    .filteredOn(name -> name.startsWith(PLUGIN_PACKAGE))
                    .extracting(ArchitectureTest::packageOfPlugin)
                    .isSubsetOf(known));
  }

  @Test
  void no_two_packages_of_the_plugin_know_each_other_and_each_has_a_rule() throws Exception {
    CsvSource rules =
        ArchitectureTest.class
            .getDeclaredMethod(
                "a_package_of_the_plugin_knows_only_those_below_it", String.class, String.class)
            .getAnnotation(CsvSource.class);
    Set<String> earlier = new HashSet<>();
    for (String rule : rules.value()) {
      String[] sides = rule.replace("'", "").split(", *", 2);
      assertThat(Set.of(sides[1].trim().split(" ")))
          .as("what %s knows is listed before it", sides[0])
          .allMatch(each -> each.isEmpty() || earlier.contains(each));
      earlier.add(sides[0]);
    }
    try (Stream<Path> packages = Files.list(CLI).filter(Files::isDirectory)) {
      Set<String> all =
          packages.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
      all.add(PLUGIN_MAIN);
      assertThat(earlier).isEqualTo(all);
    }
  }

  /** The plugin asks the pure packages, and has one way to the cluster. */
  @Test
  void the_plugin_knows_the_pure_packages_alone_and_nobody_knows_it() {
    assertThat(files(CLI).stream().flatMap(file -> namesIn(read(file))))
        .filteredOn(name -> !name.startsWith("dev.goldenpath.cli"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith(OUR_PACKAGE)
                    ? PURE.contains(name.substring(OUR_PACKAGE.length()).split("\\.")[0])
                    : name.startsWith("io.fabric8.kubernetes.api.model.")
                        || name.equals(CLIENT + "utils.Serialization"));
    assertThat(files(OURS)).noneMatch(file -> read(file).contains("dev.goldenpath.cli"));
  }

  @ParameterizedTest
  @CsvSource({"ProcessBuilder, Kubectl.java", "HttpServer.create, Page.java"})
  void one_class_of_the_plugin_has_processes_and_one_has_sockets(String word, String file) {
    assertThat(files(CLI))
        .filteredOn(each -> read(each).contains(word))
        .extracting(each -> each.getFileName().toString())
        .containsExactly(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api", "goldenpath", "hatch", "plan", "component", "status", "rollout", "preview"})
  void the_pure_packages_know_neither_framework_nor_client(String from) {
    assertThat(names(from))
        .noneMatch(name -> name.startsWith(FRAMEWORK))
        .filteredOn(name -> name.startsWith(CLIENT))
        .isSubsetOf(from.equals("api") ? List.of(CLIENT + "CustomResource") : List.of());
  }

  @Test
  void only_reconcile_and_runtime_know_the_framework() {
    assertThat(files(MAIN.resolve("java")))
        .filteredOn(file -> namesIn(read(file)).anyMatch(name -> name.startsWith(FRAMEWORK)))
        .isNotEmpty()
        .allMatch(
            file ->
                file.startsWith(OURS.resolve("reconcile"))
                    || file.startsWith(OURS.resolve("runtime")));
  }

  @Test
  void no_file_is_long() {
    assertThat(files(MAIN.resolve("java")))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(read(file).lines().count()).isLessThanOrEqualTo(LONGEST_FILE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "junit",
        "dev.goldenpath.controlplane",
        "dev.goldenpath.tryout",
        "dev.goldenpath.bench"
      })
  void the_product_does_not_mention_its_tests(String word) {
    assertThat(files(MAIN)).isNotEmpty().noneMatch(file -> read(file).contains(word));
  }

  private static List<Path> pluginFiles(String from) {
    return from.equals(PLUGIN_MAIN)
        ? files(CLI).stream().filter(file -> CLI.equals(file.getParent())).toList()
        : files(CLI.resolve(from));
  }

  private static String packageOfPlugin(String name) {
    String first = name.substring(PLUGIN_PACKAGE.length()).split("\\.")[0];
    return Character.isUpperCase(first.charAt(0)) ? PLUGIN_MAIN : first;
  }

  private static List<String> names(String ourPackage) {
    return files(OURS.resolve(ourPackage)).stream().flatMap(file -> namesIn(read(file))).toList();
  }

  private static Stream<String> namesIn(String text) {
    return NAMES.matcher(text).results().map(MatchResult::group);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e, e);
    }
  }
}
