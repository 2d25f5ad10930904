package dev.goldenpath.tryout;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How people reach the cluster of a try-out by kubectl.
 *
 * @param kubeconfig the file that names it; empty if kubectl finds it by itself
 * @param context the context that names it; empty for the file's own
 * @param kubectl the command, or its path if people do not have it on theirs
 */
record Access(Optional<Path> kubeconfig, Optional<String> context, String kubectl) {
  /** The folder of the plugin's launcher, as Maven packs it. */
  static final Path PLUGIN = Path.of("target", "kubectl-golden", "kubectl-golden");

  /** By a kubeconfig of its own. */
  static Access byFile(Path kubeconfig, String kubectl) {
    return new Access(Optional.of(kubeconfig), Optional.empty(), kubectl);
  }

  /** By a context of the caller's kubeconfig. */
  static Access byContext(String context, String kubectl) {
    return new Access(Optional.empty(), Optional.of(context), kubectl);
  }

  /** A command line of kubectl or of its plugin; a plugin takes flags only after its verb. */
  String command(String arguments) {
    return "kubectl " + arguments + context.map(name -> " --context " + name).orElse("");
  }

  /**
   * How to go on by oneself.
   *
   * @param image the service that has an image, if there is one
   * @param page where the page of the plugin is served, if it is
   * @param metrics where the operator serves its metrics
   * @param logs the folder of the logs
   */
  String explain(Optional<String> image, Optional<URI> page, URI metrics, Path logs) {
    Stream<String> commands =
        Stream.of(
                Stream.of("get gsvc", "describe gsvc checkout"),
                image.stream().map("-n %s get deployment,pod,service,hpa,pdb,httproute"::formatted),
                Stream.of("golden explain checkout"))
            .flatMap(each -> each)
            .map(this::command);
    List<String> others =
        Stream.of(
                page.map(address -> "The page: " + address),
                Optional.of("Metrics:  " + metrics),
                Optional.of("Logs:     " + logs))
            .flatMap(Optional::stream)
            .toList();
    return Stream.of(
            Stream.of("All stays up until Ctrl-C. In another terminal:"),
            kubeconfig.stream().map(file -> "  export KUBECONFIG=" + file),
            Stream.of("  export PATH=" + folders() + ":$PATH"),
            commands.map("  "::concat),
            others.stream())
        .flatMap(each -> each)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** What the reader's PATH lacks: the plugin, and kubectl if there is none. */
  private String folders() {
    return PLUGIN.toAbsolutePath()
        + Optional.ofNullable(Path.of(kubectl).getParent()).map(folder -> ":" + folder).orElse("");
  }
}
