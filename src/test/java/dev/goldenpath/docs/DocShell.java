package dev.goldenpath.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A shell in a checkout of the repository, whose kubectl and helm find the cluster as by
 * KUBECONFIG.
 */
public final class DocShell {
  private static final String NOTHING_FOUND = "No resources found";

  private final Tool sh = new Tool(Path.of("/bin/sh"));
  private final Map<String, String> variables = new TreeMap<>();
  private final Path folder;

  /** Works in that folder. */
  public DocShell(ControlPlane controlPlane, Path folder) throws IOException {
    this.folder = folder;
    Path bin = Files.createDirectories(folder.resolve("bin"));
    wrap(bin.resolve("kubectl"), Binaries.installed().controlPlane("kubectl"), controlPlane);
    wrap(bin.resolve("helm"), Binaries.installed().helm(), controlPlane);
    for (String part : List.of("crds", "deploy", "helm")) {
      Files.createSymbolicLink(folder.resolve(part), Path.of(part).toRealPath());
    }
  }

  private static void wrap(Path script, Path binary, ControlPlane controlPlane) throws IOException {
    Files.writeString(
        script,
        "#!/bin/sh\nKUBECONFIG='%s' exec '%s' \"$@\"\n"
            .formatted(controlPlane.kubeconfig().toAbsolutePath(), binary));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A file in the folder. */
  public void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** A variable that the next commands see. */
  public void set(String name, String value) {
    variables.put(name, value);
  }

  /**
   * What the commands print; each must succeed. Only a grep at the end may find nothing, if what
   * feeds it does not complain.
   */
  public String run(String text) {
    StringBuilder script = new StringBuilder("cd '%s'\nPATH='%1$s/bin':$PATH\n".formatted(folder));
    variables.forEach((name, value) -> script.append("%s='%s'\n".formatted(name, value)));
    ToolResult result = sh.result("-euc", "exec timeout 60 sh -euc \"$0\"", script + text);
    boolean isSearch = text.strip().lines().reduce((a, b) -> b).orElse("").contains("| grep ");
    if (isSearch) {
      assertThat(result.exitCode()).as("%s%s", text, result.stderr()).isIn(0, 1);
      assertThat(result.stderr().lines()).as(text).allMatch(line -> line.startsWith(NOTHING_FOUND));
    } else {
      assertThat(result.exitCode()).as("%s%s", text, result.stderr()).isZero();
    }
    return result.stdout();
  }

  /**
   * The transcript as it is, if only times differ; otherwise as it would be. Only what a command
   * gets is shown: what changes and waits print, nobody reads.
   */
  public String transcript(String before) {
    StringBuilder played = new StringBuilder();
    for (String line : before.split("\n")) {
      if (line.startsWith("$ ")) {
        String printed = run(line.substring(2));
        played.append(played.length() > 0 && before.contains("\n\n" + line) ? "\n" : "");
        played.append(line).append('\n');
        if (line.startsWith("$ kubectl get")) {
          played.append(printed.stripTrailing()).append('\n');
        }
      }
    }
    String now = played.toString();
    return timeless(before).equals(timeless(now)) ? before : now;
  }

  private static String timeless(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "T")
        .replaceAll("\\b(\\d+[smhd])+\\b(?=\n)", "0s")
        .replaceAll(" +", " ");
  }
}
