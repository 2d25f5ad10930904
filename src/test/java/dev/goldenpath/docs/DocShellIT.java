package dev.goldenpath.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.GoldenFile;
import dev.goldenpath.operator.support.GoldenPaths;
import dev.goldenpath.operator.support.WithWorkloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of a page are run as typed, one block after the other, with the service checkout and
 * what else the page speaks of; what a transcript shows is what they print, but for times.
 */
class DocShellIT extends WithWorkloads {
  private static final String SERVICE = "checkout";

  /** For all services at once, or the page would take a day. */
  private static final String PATH =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenPath
      metadata:
        name: default
        annotations: { goldenpath.dev/expedite: 1.0.0 }
      spec: { version: 1.0.0, rollout: { minReady: 1s } }
      """;

  @TempDir private static Path folder;

  private DocShell shell;
  private GoldenPaths paths;

  @BeforeAll
  void openTheShell() throws IOException {
    shell = new DocShell(controlPlane, folder.toRealPath());
    paths = new GoldenPaths(controlPlane, folder);
    services.forgetAllOf(SERVICE);
    kubectl("create", "namespace", SERVICE);
    databaseCredentials(SERVICE);
    queueCredentials(SERVICE);
    kubectl("label", "namespace", SERVICE, "goldenpath.dev/adoptable=" + SERVICE);
  }

  @TestFactory
  Stream<DynamicTest> the_commands_of_a_page_work() {
    return DocClaims.pagesOf(DocShellIT.class).entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey().toString(), () -> play(page.getKey(), page.getValue())));
  }

  private void play(Path page, List<DocBlock> blocks) throws IOException {
    boolean withPath = !page.endsWith("gitops.md") && !page.endsWith("golden-path.md");
    services.forgetAll();
    boolean runs =
        Stream.of("README.md", "what-a-service-gets.md", "revisions-for-developers.md")
            .noneMatch(page::endsWith);
    shell.write("checkout.yaml", service(runs));
    if (withPath && Files.readString(page).contains("gpath")) {
      paths.apply("1.0.0", "");
      paths.awaitRolledOut("1.0.0");
    }
    try {
      if (!page.endsWith("golden-path.md")) {
        shell.run("kubectl apply -f checkout.yaml");
        services.awaitReady(SERVICE);
      }
      for (DocBlock block : blocks) {
        before(block.text());
        play(block);
      }
    } finally {
      services.forgetAll();
      // Nobody holds it: replicas of a later test would wait for it in vain.
      kubectl(
          "delete",
          "lease",
          "golden-service-operator",
          "--namespace=golden-service-system",
          "--ignore-not-found");
      if (!kubectl("get", "gpath", "-o", "name").isEmpty()) {
        kubectl("delete", "gpp", "--all");
        paths.remove();
      }
    }
  }

  private void play(DocBlock block) throws IOException {
    if (block.text().startsWith("$ ")) {
      String page = Files.readString(block.page());
      GoldenFile.check(block.page(), page.replace(block.text(), shell.transcript(block.text())));
    } else if (block.language().isEmpty()) {
      becomesBronze(block.text());
    } else {
      shell.run(block.text());
    }
  }

  /** What a block needs that the reader has. */
  private void before(String text) throws IOException {
    if (text.contains("namespace legacy")) {
      kubectl("create", "namespace", "legacy");
    }
    if (text.contains("golden-path.yaml")) {
      shell.write("golden-path.yaml", PATH);
    }
    if (text.contains("helm install path")) {
      paths.remove();
      shell.write("path.yaml", "overlay: {}\n");
    }
    if (text.contains("deploy/examples/preview.yaml")) {
      for (String name : List.of("cart", "search", "shop")) {
        services.create(name, "bronze");
        services.awaitReady(name);
        services.awaitVersion(name, "1.0.0");
      }
    }
    if (text.contains("PathHeld") && text.contains("48Gi")) {
      services.annotate(SERVICE, "override.goldenpath.dev/quota.memory", "48Gi");
      services.awaitCondition(SERVICE, "HatchesAccepted", "True", "Accepted");
      paths.apply("1.1.0", "components: { quota: { parameters: { memory: { maximum: 40Gi } } } }");
      services.heldBack(SERVICE, "OverrideConflict");
    }
    if (text.contains("$hash")) {
      shell.set("hash", services.get(SERVICE).getStatus().observedHatches());
    }
    if (text.contains("argocd-cm")) {
      kubectl("create", "namespace", "argocd");
      kubectl("create", "configmap", "argocd-cm", "-n", "argocd");
    }
    if (text.contains("get lease")) {
      shell.run(
          """
          kubectl create -f - <<EOF
          apiVersion: coordination.k8s.io/v1
          kind: Lease
          metadata: { name: golden-service-operator, namespace: golden-service-system }
          EOF
          """);
    }
    if (text.contains("kubectl delete deployment")) {
      patch("{\"spec\":{\"image\":null}}");
      services.awaitCondition(SERVICE, "WorkloadReady", "True", "NotRequested");
    }
    if (text.contains("rabbitmqcluster")) {
      patch("{\"spec\":{\"uses\":[\"queue\"]}}");
      services.awaitReady(SERVICE);
      patch("{\"spec\":{\"uses\":null}}");
      services.awaitCondition(SERVICE, "QueueReady", "True", "NotRequested");
    }
  }

  /** The message of a database that cannot shrink, up to the dots. */
  private void becomesBronze(String message) {
    patch("{\"spec\":{\"tier\":\"bronze\"}}");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        kubectl(
                            "get",
                            "gsvc",
                            SERVICE,
                            "-o",
                            "jsonpath={.status.conditions[?(@.type==\"PostgresReady\")].message}"))
                    .startsWith(message.replace("…", "").strip()));
    patch("{\"spec\":{\"tier\":\"gold\"}}");
    services.awaitReady(SERVICE);
  }

  private static String service(boolean runs) {
    return """
    apiVersion: goldenpath.dev/v1alpha1
    kind: GoldenService
    metadata:
      name: checkout
      annotations: { goldenpath.dev/adopt: "migration: of the test" }
    spec: { team: payments, tier: gold %s }
    """
        .formatted(runs ? ", image: \"ghcr.io/acme/checkout:1.4.2\"" : "");
  }

  private void patch(String change) {
    kubectl("patch", "gsvc", SERVICE, "--type=merge", "-p", change);
  }

  private String kubectl(String... arguments) {
    return controlPlane.kubectl(arguments);
  }
}
