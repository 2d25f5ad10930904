package dev.goldenpath.tryout;

import static dev.goldenpath.tryout.ControlPlaneScript.binaries;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which control plane {@code make run} takes, in this order, and what it says of it. */
class ControlPlaneScriptTest {
  private static final String PLAYED =
      " No kube-controller-manager in it: the end of namespaces is played.";
  private static final String[] PREBUILT = {"etcd", "kube-apiserver", "kubectl"};

  @TempDir private Path folder;

  private ControlPlaneScript script;

  @BeforeEach
  void makeScript() throws IOException {
    script = new ControlPlaneScript(folder);
  }

  @Test
  void the_one_that_the_caller_names_comes_first() throws Exception {
    cacheOneBuiltFromSource();
    Path assets = binaries(folder.resolve("assets"), PREBUILT);
    var answer = script.with("KUBEBUILDER_ASSETS", assets).run();
    assertThat(answer.directory()).isEqualTo(assets.toString());
    assertThat(answer.talk())
        .containsExactly("Control plane of KUBEBUILDER_ASSETS (%s).".formatted(assets) + PLAYED);
  }

  @Test
  void it_must_be_complete_but_for_the_controller_manager() throws Exception {
    Path assets = binaries(folder.resolve("assets"), "etcd", "kubectl");
    var answer = script.with("KUBEBUILDER_ASSETS", assets).run();
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.talk())
        .containsExactly(
            "KUBEBUILDER_ASSETS: %s has no kube-apiserver; add what is missing, or unset"
                    .formatted(assets)
                + " KUBEBUILDER_ASSETS to let `make run` find a control plane");
  }

  @Test
  void the_one_built_from_source_comes_second() throws Exception {
    Path built = cacheOneBuiltFromSource();
    cachePrebuilt();
    var answer = script.run();
    assertThat(answer.directory()).isEqualTo(built.toString());
    assertThat(answer.talk())
        .containsExactly("Control plane %s: built earlier, from the cache.".formatted(version()));
  }

  @Test
  void one_downloaded_earlier_comes_next() throws Exception {
    Path prebuilt = cachePrebuilt();
    var answer = script.run();
    assertThat(answer.directory()).isEqualTo(prebuilt.toString());
    assertThat(answer.talk())
        .containsExactly("Control plane 1.35.0: downloaded earlier, from the cache." + PLAYED);
  }

  @Test
  void then_one_is_downloaded_and_checked() throws Exception {
    try (EnvtestIndex index = EnvtestIndex.of(folder.resolve("index"), fakes())) {
      var answer = script.with("GOLDEN_ENVTEST_INDEX", index.url()).run();
      assertThat(answer.exitCode()).as("%s", answer.talk()).isZero();
      assertThat(Path.of(answer.directory())).isDirectoryContaining("glob:**/kube-apiserver");
      assertThat(answer.talk().get(0))
          .isEqualTo("Downloading a prebuilt control plane 1.35 from the index " + index.url());
      assertThat(answer.talk().get(1))
          .matches(
              "Control plane 1\\.35\\.0: prebuilt \\([0-9]+ MB, checked\\), [0-9]+ s\\." + PLAYED);
      assertThat(script.asked()).as("packages compiled").isEmpty();
      assertThat(leftovers()).isEmpty();
    }
    assertThat(script.run().talk().get(0)).contains("downloaded earlier");
  }

  @Test
  void one_that_is_not_what_the_index_says_is_refused_and_named() throws Exception {
    try (EnvtestIndex index = EnvtestIndex.tampered(folder.resolve("index"), fakes())) {
      var answer = script.with("GOLDEN_ENVTEST_INDEX", index.url()).run();
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.directory()).isEmpty();
      assertThat(answer.talk().get(answer.talk().size() - 1))
          .startsWith(index.archiveName() + ": refused, since its checksum is not the one in the");
      assertThat(script.asked()).isEmpty();
      assertThat(leftovers()).isEmpty();
    }
  }

  @Test
  void without_a_network_it_is_built_from_source() throws Exception {
    var answer = script.run();
    assertThat(answer.exitCode()).as("that of the compiler").isEqualTo(7);
    assertThat(answer.talk().get(0))
        .startsWith(
            "Control plane %s: from source, since no prebuilt one can be had ("
                .formatted(version()));
    assertThat(script.asked())
        .singleElement()
        .asString()
        .startsWith("-C controlplane build")
        .endsWith("k8s.io/kubernetes/cmd/kube-apiserver");
  }

  @Test
  void an_index_without_this_version_leads_there_too() throws Exception {
    try (EnvtestIndex index = EnvtestIndex.ofAnotherVersion()) {
      var answer = script.with("GOLDEN_ENVTEST_INDEX", index.url()).run();
      assertThat(answer.talk())
          .anyMatch(line -> line.contains("from source, since no prebuilt one"));
      assertThat(script.asked()).hasSize(1);
      assertThat(leftovers()).isEmpty();
    }
  }

  @Test
  void without_go_one_sentence_says_what_to_do() throws Exception {
    var answer = script.withoutGo().run();
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.talk())
        .containsExactly(
            "There is no control plane in the cache, and no Go to get one: install Go 1.26 or newer,"
                + " or set KUBEBUILDER_ASSETS to a directory that has etcd, kube-apiserver and"
                + " kubectl.");
  }

  private Path cacheOneBuiltFromSource() throws IOException {
    Path built = script.cache().resolve("controlplane").resolve("v" + version());
    return binaries(binaries(built, PREBUILT), "kube-controller-manager");
  }

  private Path cachePrebuilt() throws IOException {
    String name = EnvtestIndex.VERSION + "-" + EnvtestIndex.platform();
    return binaries(script.cache().resolve("envtest/servers").resolve(name), PREBUILT);
  }

  private List<Path> fakes() throws IOException {
    Path fakes = binaries(folder.resolve("fakes"), PREBUILT);
    return Stream.of(PREBUILT).map(fakes::resolve).toList();
  }

  /** What is neither a tool nor a control plane. */
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(script.cache().resolve("envtest"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static String version() throws IOException {
    Matcher version =
        Pattern.compile("k8s\\.io/kubernetes v(\\S+)")
            .matcher(Files.readString(Path.of("tools", "controlplane", "go.mod")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
