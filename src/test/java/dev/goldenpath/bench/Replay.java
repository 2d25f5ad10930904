package dev.goldenpath.bench;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.WriteOptions;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Every write that any operator needs for a service, one after another: the service, its finalizer,
 * its objects, a status while the database starts and one when all is ready, and the Event that
 * says so. It watches nothing, compares nothing and waits for nothing; the database is played for
 * it as for the operator.
 */
final class Replay implements Consumer<GoldenService> {
  /** With it, an apply creates or fails: so the operator sends it. */
  private static final String ABSENT = "1";

  private final Rendering rendering = new Rendering();
  private final ReplayedStatus statuses = new ReplayedStatus();
  private final KubernetesClient admin;
  private final KubernetesClient operator;

  /**
   * A replay of what people do and of what the operator does, with the rights of each.
   *
   * @param admin creates the services
   */
  Replay(KubernetesClient admin, KubernetesClient operator) {
    this.admin = admin;
    this.operator = operator;
  }

  @Override
  public void accept(GoldenService applied) {
    GoldenService service = admin.resource(applied).create();
    GoldenService finalizer = reference(service);
    finalizer.getMetadata().setFinalizers(List.of(GoldenService.FINALIZER));
    operator.resource(finalizer).patch(WriteOptions.APPLY);

    ServicePlan plan = rendering.plan(service);
    List<Rendering.Rendered> objects = rendering.objects(plan);
    for (Rendering.Rendered rendered : objects) {
      rendered.object().getMetadata().setResourceVersion(ABSENT);
      rendered.apply(operator, WriteOptions.APPLY);
    }
    GoldenServiceStatus starting =
        statuses.of(service, plan, objects, Optional.empty(), ReplayedStatus.Database.STARTING);
    write(service, starting);
    GoldenServiceStatus ready =
        statuses.of(service, plan, objects, Optional.of(starting), ReplayedStatus.Database.READY);
    write(service, ready);
    Transition.between(Optional.of(starting), ready, List.of())
        .ifPresent(
            news ->
                operator
                    .v1()
                    .events()
                    .inNamespace("default")
                    .resource(event(service, news))
                    .create());
  }

  private void write(GoldenService service, GoldenServiceStatus status) {
    GoldenService patch = reference(service);
    patch.getMetadata().setUid(service.getMetadata().getUid());
    patch.setStatus(status);
    operator.resource(patch).subresource("status").patch(WriteOptions.APPLY);
  }

  private static GoldenService reference(GoldenService service) {
    GoldenService reference = new GoldenService();
    reference.setMetadata(new ObjectMetaBuilder().withName(Services.name(service)).build());
    return reference;
  }

  private static Event event(GoldenService service, Transition news) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName(Services.name(service) + "." + Long.toHexString(System.nanoTime()))
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(service.getApiVersion())
        .withKind(service.getKind())
        .withName(Services.name(service))
        .withUid(service.getMetadata().getUid())
        .endInvolvedObject()
        .withType("Normal")
        .withReason(news.reason())
        .withMessage(news.message())
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .withNewSource(FieldManager.NAME, null)
        .withReportingComponent(FieldManager.NAME)
        .build();
  }
}
