package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes services as fast as one can, in a JVM like the operator's: the limit that the operator is
 * compared with. Each line that it reads says what to write, and it answers when that is done.
 */
final class Writer {
  static final String DONE = "done";

  private Writer() {}

  /** What it writes of a service. */
  enum Mode {
    /** The objects alone. */
    BARE,
    /** All that any operator must write. */
    REPLAY;

    private Consumer<GoldenService> writes(KubernetesClient admin, KubernetesClient operator) {
      return this == BARE ? new BareObjects(operator) : new Replay(admin, operator);
    }
  }

  /** Arguments: the mode, the cluster admin's kubeconfig and the operator's. */
  public static void main(String[] arguments) throws IOException {
    try (KubernetesClient admin = client(arguments[1]);
        KubernetesClient operator = client(arguments[2])) {
      Consumer<GoldenService> writes = Mode.valueOf(arguments[0]).writes(admin, operator);
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        String[] words = order.split(" ");
        Workers.forEach(Services.named(words[0], Integer.parseInt(words[1])), writes);
        System.out.println(DONE);
      }
    }
  }

  private static KubernetesClient client(String kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
        .build();
  }
}
