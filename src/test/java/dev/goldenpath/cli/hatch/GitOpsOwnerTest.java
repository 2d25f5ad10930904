package dev.goldenpath.cli.hatch;

import static dev.goldenpath.cli.support.ServedService.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class GitOpsOwnerTest {
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";
  private static final String INSTANCE = "app.kubernetes.io/instance";

  @Test
  void a_service_that_people_write_has_none() {
    assertThat(GitOpsOwner.of(service().labelled(INSTANCE, "shop").object())).isEmpty();
  }

  @Test
  void a_tracking_id_of_another_object_was_copied() {
    assertThat(
            GitOpsOwner.of(
                service()
                    .annotated(TRACKING, "shop:goldenpath.dev/GoldenService:shop/search")
                    .object()))
        .isEmpty();
  }

  @Test
  void tracking_by_label_counts_if_the_tool_wrote_the_service() {
    GoldenService service = service().labelled(INSTANCE, "shop").object();
    service
        .getMetadata()
        .setManagedFields(
            List.of(new ManagedFieldsEntryBuilder().withManager("argocd-controller").build()));

    assertThat(GitOpsOwner.of(service))
        .contains(new GitOpsOwner("the Argo CD application \"shop\""));
  }

  @Test
  void a_tool_of_Flux_is_named_with_its_namespace() {
    assertThat(
            GitOpsOwner.of(
                service()
                    .labelled("helm.toolkit.fluxcd.io/name", "shop")
                    .labelled("helm.toolkit.fluxcd.io/namespace", "teams")
                    .object()))
        .contains(new GitOpsOwner("the Flux HelmRelease \"teams/shop\""));
  }

  @Test
  void an_object_that_Flux_leaves_alone_has_none() {
    assertThat(
            GitOpsOwner.of(
                service()
                    .labelled("kustomize.toolkit.fluxcd.io/name", "shop")
                    .annotated("kustomize.toolkit.fluxcd.io/reconcile", "disabled")
                    .object()))
        .isEmpty();
  }
}
