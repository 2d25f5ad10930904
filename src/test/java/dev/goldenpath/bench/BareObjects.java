package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.function.Consumer;

/** The same objects as the operator's, and nothing else of what a service needs. */
final class BareObjects implements Consumer<GoldenService> {
  private static final String WRITER = "direct-writes";

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(WRITER)
          .withForce(true)
          .build();

  private final Rendering rendering = new Rendering();
  private final KubernetesClient operator;

  /** Writes with the rights of the operator, whose requests are checked at more length. */
  BareObjects(KubernetesClient operator) {
    this.operator = operator;
  }

  @Override
  public void accept(GoldenService service) {
    for (var rendered : rendering.objects(rendering.plan(Services.withUid(service)))) {
      // Else the played database would answer.
      rendered.object().getMetadata().getLabels().put(Labels.MANAGED_BY, WRITER);
      rendered.apply(operator, APPLY);
    }
  }
}
