package dev.goldenpath.tryout;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** What the try-out runs on; gone at the end, as if it had never been there. */
interface TryOutCluster extends AutoCloseable {
  /** The cluster admin's client. */
  KubernetesClient admin();

  /** Starts the operator with these settings, which those of the environment precede. */
  OperatorProcess startOperator(Map<String, String> settings);

  /**
   * Plays what the cluster lacks.
   *
   * @param database whether databases become ready
   */
  void playOthers(boolean database);

  /** Whether a service with an image can become Ready, too. */
  boolean takesImages();

  /** What kubectl prints; fails where kubectl does. */
  String kubectl(List<String> arguments);

  /** Ends this first, when it ends. */
  void add(AutoCloseable part);

  /** How people reach it. */
  Access access();

  @Override
  void close();
}
