package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.preview.Verdict;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.util.Optional;

/** What the API server says to an object that is not to be written. For one thread. */
public final class DryRuns {
  private final LiveObjects seen;
  private final Warnings warnings = new Warnings();
  private final ObjectClient objects;
  private final Replacement replacement;

  /**
   * Uses a client that remains the caller's; both share its connections.
   *
   * @param seen the live objects, as last observed
   */
  public DryRuns(KubernetesClient client, LiveObjects seen) {
    this.seen = seen;
    this.objects =
        new ObjectClient(
            new KubernetesClientImpl(
                client
                    .getHttpClient()
                    .newBuilder()
                    .addOrReplaceInterceptor("warnings", warnings)
                    .build(),
                client.getConfiguration(),
                () -> Runnable::run,
                client.getKubernetesSerialization()),
            seen);
    this.replacement = new Replacement(objects);
  }

  /** Dry-runs an object of a component, as a reconciliation would apply it; nothing is changed. */
  public Verdict tryOut(Component component, DesiredObject desired) {
    try {
      Optional<GenericKubernetesResource> live =
          seen.find(desired.kind(), desired.namespace(), desired.name())
              .or(() -> objects.read(desired));
      if (live.filter(each -> !Applier.mayTouch(each)).isPresent()) {
        return new Verdict.Refused(Applier.notOwned(desired).message());
      }
      Optional<GenericKubernetesResource> replaced =
          live.filter(each -> Replacement.isDue(component, desired, each));
      warnings.clear();
      if (replaced.isPresent()) {
        replacement.tryOut(desired, replaced.get());
      } else {
        objects.tryOut(desired.kind(), desired.resource());
      }
      int pods = warnings.refusedPods();
      return pods == 0 ? new Verdict.Accepted() : new Verdict.PodsRefused(pods);
    } catch (KubernetesClientException e) {
      ApplyResult.Failed failed = ApiError.ofDryRun(e, desired.kind(), desired.title());
      return failed.state() == State.BLOCKED
          ? new Verdict.Refused(failed.message())
          : new Verdict.Unknown(failed.message());
    }
  }
}
