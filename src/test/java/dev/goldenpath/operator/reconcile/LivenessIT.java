package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FragileConnection;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What makes a kubelet restart the operator, and what must not. */
class LivenessIT extends WithOperator {
  private static final String SERVICE = "t-liveness";
  private static final int CUTS = 5;

  @BeforeAll
  void createService() {
    services.createReady(SERVICE, "bronze");
    operator.close();
  }

  @Test
  void watches_that_reconnect_are_alive_and_miss_nothing() {
    Config config = controlPlane.operator().getConfiguration();
    URI direct = URI.create(config.getMasterUrl());
    try (FragileConnection connection = FragileConnection.to(direct.getPort());
        RunningOperator fragile =
            RunningOperator.start(client(config, "https://127.0.0.1:" + connection.port()))) {
      List<Boolean> seen = new ArrayList<>();
      for (int cut = 0; cut < CUTS; cut++) {
        connection.cut();
        String uid = quota().get().getMetadata().getUid();
        quota().delete();
        await("repair")
            .until(
                () -> {
                  seen.add(fragile.isAlive());
                  return quota().get() != null && !quota().get().getMetadata().getUid().equals(uid);
                });
      }
      assertThat(seen).hasSizeGreaterThan(CUTS).doesNotContain(false);
      assertThat(fragile.died()).isFalse();
    }
  }

  @Test
  void watches_that_have_ended_for_good_are_dead() {
    KubernetesClient client = controlPlane.operator();
    try (RunningOperator doomed = RunningOperator.start(client)) {
      assertThat(doomed.isAlive()).isTrue();
      client.close();
      await("dead").until(() -> !doomed.isAlive());
    }
  }

  private Resource<ResourceQuota> quota() {
    return controlPlane.admin().resourceQuotas().inNamespace(SERVICE).withName("golden-quota");
  }

  private static KubernetesClient client(Config config, String url) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withMasterUrl(url).build())
        .build();
  }
}
