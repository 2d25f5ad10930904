package dev.goldenpath.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One row of a table on the page about GitOps tools, which is what the tests expect.
 *
 * @param state a name of {@code GitOpsStates}, or of {@code GitOpsPathStates}
 * @param kstatus the status, and after a colon what its message holds
 * @param argo the health, and after a colon what its message holds
 * @param kubectlWait {@code waits} or {@code ends}, for Ready
 * @param rolledOut the same for RolledOut; empty for a service, which has no such condition
 */
record GitOpsRow(String state, String kstatus, String argo, String kubectlWait, String rolledOut) {
  private static final Path PAGE = Path.of("docs", "gitops.md");

  static List<GitOpsRow> all() throws IOException {
    return rows("| state |");
  }

  static List<GitOpsRow> ofPath() throws IOException {
    return rows("| state of the path |");
  }

  private static List<GitOpsRow> rows(String header) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.startsWith(header))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split(" *[|] *"))
        .map(
            cells ->
                new GitOpsRow(
                    cells[1], cells[2], cells[3], cells[4], cells.length > 5 ? cells[5] : ""))
        .toList();
  }
}
