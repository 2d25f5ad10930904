package dev.goldenpath.operator.installation;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.ToolResult;
import java.util.List;
import java.util.stream.Stream;

/** What helm does and leaves in a namespace of a cluster. */
record HelmRelease(ControlPlane cluster, String namespace) {
  private static final String KINDS =
      "crd,clusterrole,clusterrolebinding,role,rolebinding,serviceaccount,deployment,service,pdb,"
          + "configmap,servicemonitor,prometheusrule,validatingadmissionpolicy,"
          + "validatingadmissionpolicybinding";

  /** What helm prints; fails where helm does. */
  String helm(String... arguments) {
    return HelmChart.helm().run(there(arguments));
  }

  /** How helm ended, for calls that are meant to fail. */
  ToolResult helmResult(String... arguments) {
    return HelmChart.helm().result(there(arguments));
  }

  private String[] there(String... arguments) {
    return Stream.concat(
            Stream.of(arguments),
            Stream.of("--kubeconfig", cluster.kubeconfig().toString(), "--namespace", namespace))
        .toArray(String[]::new);
  }

  /** Every object of ours in the cluster, whatever release it is of. */
  List<String> objects() {
    return ours("{.kind} {.metadata.name}");
  }

  /** The same, each with the version at which it was last written. */
  List<String> versions() {
    return ours("{.kind} {.metadata.name} {.metadata.resourceVersion}");
  }

  /** The right to a team's name is the platform team's, not ours. */
  private List<String> ours(String fields) {
    return cluster
        .kubectl("get", KINDS, "-A", "-o", "jsonpath={range .items[*]}" + fields + "{'\\n'}{end}")
        .lines()
        .filter(line -> line.contains("golden") && !line.contains("golden-team-"))
        .toList();
  }
}
