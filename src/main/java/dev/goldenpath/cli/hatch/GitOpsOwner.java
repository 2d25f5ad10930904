package dev.goldenpath.cli.hatch;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.goldenpath.MessageText;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What keeps a service as it is in a repository, and would undo or contradict what is written past
 * it.
 *
 * @param description for people: {@code the Argo CD application "shop"}
 */
record GitOpsOwner(String description) {
  private static final String ARGO_TRACKING = "argocd.argoproj.io/tracking-id";
  private static final List<String> ARGO_LABELS =
      List.of("argocd.argoproj.io/instance", "app.kubernetes.io/instance");
  private static final String ARGO_MANAGER = "argocd-";

  private static final String FLUX_NAME = ".toolkit.fluxcd.io/name";
  private static final String FLUX_NAMESPACE = ".toolkit.fluxcd.io/namespace";
  private static final String KUSTOMIZE = "kustomize";
  private static final Map<String, String> FLUX_KINDS =
      Map.of(KUSTOMIZE, "Kustomization", "helm", "HelmRelease");
  private static final String FLUX_SWITCH = KUSTOMIZE + ".toolkit.fluxcd.io/reconcile";
  private static final String DISABLED = "disabled";

  /** That of a service; empty if people write it. */
  static Optional<GitOpsOwner> of(GoldenService service) {
    ObjectMeta metadata = service.getMetadata();
    return Stream.of(argo(metadata), flux(metadata, KUSTOMIZE), flux(metadata, "helm"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The tracking id names its object: copied onto another one, it counts as none. */
  private static Optional<GitOpsOwner> argo(ObjectMeta metadata) {
    Optional<String> tracked =
        Optional.ofNullable(metadata.getAnnotations().get(ARGO_TRACKING))
            .filter(id -> id.endsWith("/" + metadata.getName()))
            .map(id -> id.substring(0, Math.max(0, id.indexOf(':'))));
    return tracked
        .or(() -> labelled(metadata))
        .map(name -> new GitOpsOwner("the Argo CD application " + MessageText.quoted(name)));
  }

  /** The second label is also Helm's, so Argo CD must have written the service. */
  private static Optional<String> labelled(ObjectMeta metadata) {
    boolean isWritten =
        metadata.getManagedFields().stream()
            .map(ManagedFieldsEntry::getManager)
            .anyMatch(manager -> manager != null && manager.startsWith(ARGO_MANAGER));
    return Optional.ofNullable(metadata.getLabels().get(ARGO_LABELS.get(0)))
        .or(
            () ->
                Optional.ofNullable(metadata.getLabels().get(ARGO_LABELS.get(1)))
                    .filter(name -> isWritten));
  }

  private static Optional<GitOpsOwner> flux(ObjectMeta metadata, String tool) {
    if (tool.equals(KUSTOMIZE) && DISABLED.equals(metadata.getAnnotations().get(FLUX_SWITCH))) {
      return Optional.empty();
    }
    return Optional.ofNullable(metadata.getLabels().get(tool + FLUX_NAME))
        .map(
            name ->
                metadata.getLabels().getOrDefault(tool + FLUX_NAMESPACE, "flux-system")
                    + "/"
                    + name)
        .map(
            name ->
                new GitOpsOwner(
                    "the Flux %s %s".formatted(FLUX_KINDS.get(tool), MessageText.quoted(name))));
  }
}
