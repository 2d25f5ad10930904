package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of what was tried has the versions that the tests run. */
class CompatibilityPageTest {
  private static final Path PAGE = Path.of("docs", "compatibility.md");

  /** A row of the page, the module that pins its version, and what the page has of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Kubernetes          | controlplane | k8s.io/kubernetes                                      | %s
          Kubernetes          | controlplane | go.etcd.io/etcd/server/v3                              | etcd %s
          prometheus-operator | monitoring   | github.com/prometheus-operator/prometheus-operator     | %s
          Gateway API         | gateway      | sigs.k8s.io/gateway-api                                | %s
          Prometheus 3        | monitoring   | github.com/prometheus/prometheus                       | (module %s)
          Prometheus 2        | prometheus2  | github.com/prometheus/prometheus                       | (module %s)
          Alertmanager        | monitoring   | github.com/prometheus/alertmanager                     | %s
          Helm                | helm         | helm.sh/helm/v3                                        | %s
          Flux                | gitops       | github.com/fluxcd/cli-utils                            | cli-utils %s
          Argo CD             | gitops       | github.com/yuin/gopher-lua                             | gopher-lua %s
          """)
  void a_version_is_that_of_its_module(String row, String tool, String module, String text)
      throws IOException {
    assertThat(row(row)).contains(text.formatted(version(tool, module)));
  }

  /** Modules of Prometheus 3 are numbered 0.300 and up, those of Prometheus 2 below. */
  @Test
  void a_version_of_prometheus_is_that_of_its_module() throws IOException {
    String three = version("monitoring", "github.com/prometheus/prometheus");
    String two = version("prometheus2", "github.com/prometheus/prometheus");
    Matcher number = Pattern.compile("0\\.3(\\d\\d)\\.(\\d+)").matcher(three);
    assertThat(number.matches()).isTrue();
    assertThat(row("Prometheus 3"))
        .contains("| 3.%d.%s ".formatted(Integer.parseInt(number.group(1)), number.group(2)));
    assertThat(row("Prometheus 2")).contains("| 2." + two.substring("0.".length()) + " ");
  }

  @Test
  void the_libraries_are_those_of_the_build() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(row("Java"))
        .contains("java-operator-sdk " + property(pom, "josdk.version"))
        .contains("kubernetes-client " + property(pom, "fabric8.version"))
        .contains("| " + property(pom, "maven.compiler.release") + " |");
  }

  private static String row(String name) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| " + name))
        .findFirst()
        .orElseThrow();
  }

  private static String version(String tool, String module) throws IOException {
    Path file = Path.of("tools", tool, "go.mod");
    Matcher version =
        Pattern.compile("(?m)^(?:\\s+|require )" + Pattern.quote(module) + " v(\\S+)")
            .matcher(Files.readString(file));
    assertThat(version.find()).as("%s in %s", module, file).isTrue();
    return version.group(1);
  }

  private static String property(String pom, String name) {
    Matcher value = Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(name)).matcher(pom);
    assertThat(value.find()).as(name).isTrue();
    return value.group(1);
  }
}
