package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.FieldManager;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which of several replicas reconciles. The others fill their caches and wait. The
 * framework releases the lease neither on a clean stop nor in a way that lets a shutdown hook
 * finish (java-operator-sdk #1614, #2496), so both are handled here.
 */
public final class Leadership {
  private static final Logger log = LoggerFactory.getLogger(Leadership.class);

  /** How long the others wait for a leader that does not renew the lease. */
  static final Duration LEASE = Duration.ofSeconds(12);

  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(8);

  /** How often the others try, with a random delay of up to 120 % of this in addition. */
  private static final Duration RETRY = Duration.ofMillis(1500);

  private final KubernetesClient client;
  private final String namespace;
  private final String identity;
  private final Runnable lost;
  private volatile boolean leading;
  private volatile boolean stopping;

  /**
   * Creates a replica that does not lead yet.
   *
   * @param client must outlive the operator
   * @param namespace of the lease
   * @param identity unique for each replica
   * @param lost called when another replica may lead while this one is running: it must exit at
   *     once
   */
  public Leadership(KubernetesClient client, String namespace, String identity, Runnable lost) {
    this.client = client;
    this.namespace = namespace;
    this.identity = identity;
    this.lost = lost;
  }

  /** Whether this replica reconciles. */
  public boolean isLeading() {
    return leading;
  }

  LeaderElectionConfiguration configuration() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(FieldManager.NAME)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withLeaseDuration(LEASE)
        .withRenewDeadline(RENEW_DEADLINE)
        .withRetryPeriod(RETRY)
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(this::start, this::stop, leader -> {}))
        .build();
  }

  private void start() {
    leading = true;
    log.info("{} is the leader", identity);
  }

  private void stop() {
    leading = false;
    if (!stopping) {
      log.error("{} lost the lease: another replica may lead, so this one exits", identity);
      lost.run();
    }
  }

  /** From now on, the loss of leadership is intended. */
  void stopping() {
    stopping = true;
  }

  /**
   * Releases the lease, so that another replica can lead at once; to be called when nothing is
   * written any more.
   */
  void release() {
    try {
      Resource<Lease> resource = client.leases().inNamespace(namespace).withName(FieldManager.NAME);
      Lease lease = resource.get();
      if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
        lease.getSpec().setHolderIdentity("");
        lease.getSpec().setLeaseDurationSeconds(1);
        // With the resourceVersion that was read: a replica that took the lease meanwhile keeps it.
        client.resource(lease).inNamespace(namespace).update();
      }
    } catch (KubernetesClientException e) {
      log.info("the lease could not be released and will expire: {}", e.getMessage());
    }
  }
}
