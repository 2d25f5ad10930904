package dev.goldenpath.operator.installation;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.docs.DocBlock;
import dev.goldenpath.docs.DocClaims;
import dev.goldenpath.docs.DocShell;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.tryout.OperatorProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the pages about installing are run as typed on an empty cluster, and a replica of
 * the Deployment serves what they apply.
 */
class InstallPagesIT {
  private static final String NAMESPACE = "golden-service-system";
  private static final String SERVICES_ARE_GONE = "kubectl delete gsvc --all\n";

  @TestFactory
  Stream<DynamicTest> the_commands_of_a_page_work(@TempDir Path folder) {
    return DocClaims.pagesOf(InstallPagesIT.class).entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey().toString(),
                    () ->
                        play(
                            page.getValue(),
                            folder.toRealPath().resolve(page.getKey().getFileName()))));
  }

  private static void play(List<DocBlock> blocks, Path folder) throws Exception {
    Path logs =
        Path.of(
            "target", "controlplane", ProcessHandle.current().pid() + "-" + folder.getFileName());
    try (ControlPlane cluster = ControlPlane.start(logs)) {
      Installation platform = new Installation(cluster.admin());
      platform.installDatabaseApi();
      platform.installMonitoringApis();
      platform.createNamespaces(Documents.readBuiltIn().spec().platform().namespaces());
      DocShell shell = new DocShell(cluster, folder);
      OperatorProcess operator = null;
      try (PlayedDatabase database = new PlayedDatabase(cluster.admin()).answerAtOnce()) {
        for (DocBlock block : blocks) {
          if (block.text().contains("finalizers")) {
            // The last way out, for a cluster whose operator is gone.
            shell.run("kubectl apply -f crds/ && kubectl apply -f deploy/examples/gold.yaml");
          }
          int gone = block.text().indexOf(SERVICES_ARE_GONE);
          if (operator != null && gone >= 0) {
            shell.run(block.text().substring(0, gone + SERVICES_ARE_GONE.length()));
            // As its pods do when the Deployment goes; it would ask on without any rights.
            operator.close();
            shell.run(block.text().substring(gone + SERVICES_ARE_GONE.length()));
          } else {
            shell.run(block.text());
          }
          if (operator == null) {
            operator = new Replica(cluster, NAMESPACE).start(logs, "replica-1");
          }
        }
      } finally {
        if (operator != null) {
          operator.close();
        }
      }
    }
  }
}
