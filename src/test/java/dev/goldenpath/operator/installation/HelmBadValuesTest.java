package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad value is refused by its name, before anything is applied. */
class HelmBadValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          replica=3                           | additional properties 'replica' not allowed
          replicas=0                          | at '/replicas': minimum: got 0, want 1
          replicas=10                         | at '/replicas': maximum: got 10, want 9
          replicas=null                       | missing property 'replicas'
          replicas="2"                        | at '/replicas': got string, want integer
          leaderElection=false                | replicas: 2 replicas need leaderElection: true
          leaderElection="false"              | at '/leaderElection': got string, want boolean
          image.repository=""                 | at '/image/repository'
          image.repository="Shop"             | at '/image/repository'
          image.tag="1:2"                     | at '/image/tag'
          image.tag=1.10                      | at '/image/tag': got number, want string
          image.digest="sha256:12"            | at '/image/digest'
          image.pullPolicy="Sometimes"        | at '/image/pullPolicy': value must be one of
          image.name="shop"                   | at '/image': additional properties 'name' not allowed
          imagePullSecrets=["pull"]           | at '/imagePullSecrets/0': got string, want object
          log=null                            | missing property 'log'
          log.level="loud"                    | at '/log/level': value must be one of 'error', 'warn', 'info', 'debug', 'trace'
          log.format="xml"                    | at '/log/format': value must be one of
          reconcile.threads=65                | at '/reconcile/threads': maximum: got 65, want 64
          reconcile.resyncInterval="10"       | at '/reconcile/resyncInterval'
          reconcile.resyncInterval="1ms"      | at '/reconcile/resyncInterval'
          reconcile.resyncInterval="1441m"    | at '/reconcile/resyncInterval'
          reconcile.resyncInterval="25h"      | at '/reconcile/resyncInterval'
          reconcile.watchInterval="0s"        | at '/reconcile/watchInterval'
          reconcile.watchInterval="499ms"     | at '/reconcile/watchInterval'
          reconcile.watchInterval="601s"      | at '/reconcile/watchInterval'
          reconcile.watchInterval="11m"       | at '/reconcile/watchInterval'
          shutdownSeconds=0                   | at '/shutdownSeconds': minimum: got 0, want 1
          shutdownSeconds=601                 | at '/shutdownSeconds': maximum: got 601, want 600
          extraEnv=[{"name":"A-B"}]           | at '/extraEnv/0/name'
          extraEnv=[{"name":"A","value":1}]   | at '/extraEnv/0/value': got number, want string
          resources={"request":{}}            | at '/resources': additional properties 'request' not allowed
          nodeSelector={"ssd":true}           | at '/nodeSelector/ssd': got boolean, want string
          tolerations=[{"efect":"NoExecute"}] | at '/tolerations/0': additional properties 'efect' not allowed
          affinity={"podAffinities":{}}       | at '/affinity': additional properties 'podAffinities' not allowed
          priorityClassName="High"            | at '/priorityClassName'
          podLabels={"cost":"a b"}            | at '/podLabels/cost'
          podLabels={"app.kubernetes.io/name":"shop"} | at '/podLabels/app.kubernetes.io~1name'
          podAnnotations={"inject":true}      | at '/podAnnotations/inject': got boolean, want string
          rbac.extraRules=[{"verbs":["get"]}] | at '/rbac/extraRules/0': missing properties 'apiGroups', 'resources'
          crds.install="yes"                  | at '/crds/install': got string, want boolean
          policies.enabled="no"               | at '/policies/enabled': got string, want boolean
          networkPolicy.enabled="on"          | at '/networkPolicy/enabled': got string, want boolean
          networkPolicy.monitoringNamespaces=["a.b"] | at '/networkPolicy/monitoringNamespaces/0'
          prometheus.url="prometheus:9090"    | at '/prometheus/url'
          prometheus.url="https://a:b@prometheus" | at '/prometheus/url'
          prometheus.url="http://prometheus?x=y" | at '/prometheus/url'
          prometheus.tokenSecret="My"         | at '/prometheus/tokenSecret'
          prometheus.tokenSecret="access"     | prometheus: tokenSecret and caConfigMap have no effect without url
          prometheus={"url":"http://a","caConfigMap":"ca"} | prometheus: caConfigMap has no effect with an http url
          namespace.create=1                  | at '/namespace/create': got number, want boolean
          monitoring.enabled="on"             | at '/monitoring/enabled': got string, want boolean
          monitoring.labels={"release":1}     | at '/monitoring/labels/release': got number, want string
          monitoring.dashboardLabels={"a":1}  | at '/monitoring/dashboardLabels/a': got number, want string
          monitoring.runbookUrl="a\\nb: c"    | at '/monitoring/runbookUrl'
          monitoring.runbookUrl="docs/runbooks.md" | at '/monitoring/runbookUrl'
          components.namespace=false          | at '/components': additional properties 'namespace' not allowed
          components.nonesuch=true            | at '/components': additional properties 'nonesuch' not allowed
          components.slo="off"                | at '/components/slo': got string, want boolean
          goldenPath.overlay={"version":"2"}  | at '/goldenPath/overlay': additional properties 'version' not allowed
          goldenPath.overlay={"spec":{"component":{}}} | at '/goldenPath/overlay/spec': additional properties 'component' not allowed
          goldenPath.existingConfigMap="My"   | at '/goldenPath/existingConfigMap'
          goldenPath={"existingConfigMap":"ours","overlay":{"spec":{"version":"1.0.1"}}} | goldenPath.existingConfigMap is your own document
          """)
  void a_bad_value_is_refused_by_its_name(String setting, String message) {
    refused(message, setting);
  }

  @Test
  void no_component_can_be_off_in_a_document_of_one_s_own() {
    refused(
        "goldenPath.existingConfigMap is your own document",
        "goldenPath.existingConfigMap=\"ours\"",
        "components.slo=false");
  }

  @ParameterizedTest
  @MethodSource
  void no_variable_is_set_twice(String variable) {
    refused(
        "extraEnv: " + variable + " is set by the chart",
        "extraEnv=[{\"name\":\"%s\",\"value\":\"1\"}]".formatted(variable));
  }

  static Stream<String> no_variable_is_set_twice() throws IOException {
    String page = Files.readString(Path.of("docs", "reference", "environment.md"));
    return Pattern.compile("(?m)^[|] `([A-Z_]+)` [|]")
        .matcher(page.substring(0, page.indexOf("## Plugin")))
        .results()
        .map(row -> row.group(1));
  }

  /** Null would take the default away and leave, for instance, no replica. */
  @ParameterizedTest
  @MethodSource("names")
  void no_value_can_be_taken_away(String name) {
    refused("missing property '" + name.substring(name.lastIndexOf('.') + 1) + "'", name + "=null");
  }

  @ParameterizedTest
  @MethodSource("names")
  void no_value_can_be_of_another_type(String name) {
    boolean container = ChartValue.tree().at(pointer(name)).isContainerNode();
    refused("at '" + pointer(name) + "'", name + (container ? "=7" : "=[7]"));
  }

  @ParameterizedTest
  @MethodSource
  void no_section_takes_an_unknown_value(String section) {
    refused(
        "at '%s': additional properties 'other' not allowed".formatted(pointer(section)),
        section + ".other=7");
  }

  static Stream<String> no_section_takes_an_unknown_value() {
    return names()
        .filter(name -> name.contains("."))
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .distinct();
  }

  static Stream<String> names() {
    return ChartValue.all().stream().map(ChartValue::name);
  }

  private static String pointer(String name) {
    return "/" + name.replace('.', '/');
  }

  private static void refused(String message, String... settings) {
    ToolResult result = HelmChart.result(settings);
    assertThat(result.exitCode()).as(String.join(" ", settings)).isNotZero();
    assertThat(result.stderr()).contains(message);
  }
}
