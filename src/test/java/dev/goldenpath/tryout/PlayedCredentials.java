package dev.goldenpath.tryout;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;

/**
 * Plays the database operator's other half: the Secret that CloudNativePG makes beside a database,
 * without which no pod of the service starts. Nothing listens at the address in it.
 */
final class PlayedCredentials implements AutoCloseable {
  private static final String API = "postgresql.cnpg.io/v1";
  private static final String KIND = "Cluster";

  private final KubernetesClient client;
  private final SharedIndexInformer<GenericKubernetesResource> informer;

  /** From now on every database has its Secret as soon as it is asked for. */
  PlayedCredentials(KubernetesClient client) {
    this.client = client;
    informer =
        client
            .genericKubernetesResources(API, KIND)
            .inAnyNamespace()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(GenericKubernetesResource database) {
                    issue(database.getMetadata());
                  }

                  @Override
                  public void onUpdate(
                      GenericKubernetesResource before, GenericKubernetesResource database) {
                    issue(database.getMetadata());
                  }

                  @Override
                  public void onDelete(GenericKubernetesResource database, boolean unknown) {}
                });
  }

  /** Changes nothing if the Secret is there as it was issued. It goes with the database. */
  private void issue(ObjectMeta database) {
    if (database.getDeletionTimestamp() != null) {
      return;
    }
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(database.getNamespace())
                .withName(database.getName() + "-app")
                .addNewOwnerReference()
                .withApiVersion(API)
                .withKind(KIND)
                .withName(database.getName())
                .withUid(database.getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withType("kubernetes.io/basic-auth")
                .withStringData(data(database))
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  private static Map<String, String> data(ObjectMeta database) {
    String host = database.getName() + "-rw";
    return Map.of(
        "host",
        host,
        "port",
        "5432",
        "dbname",
        "app",
        "username",
        "app",
        "password",
        "played",
        "uri",
        "postgresql://app:played@%s.%s:5432/app".formatted(host, database.getNamespace()));
  }

  @Override
  public void close() {
    informer.close();
  }
}
