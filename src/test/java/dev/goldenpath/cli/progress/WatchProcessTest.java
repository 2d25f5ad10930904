package dev.goldenpath.cli.progress;

import static dev.goldenpath.cli.support.ServedService.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code watch} as a process of its own, which a signal ends as Ctrl-C does. */
class WatchProcessTest {
  @TempDir private Path folder;

  @Test
  void a_signal_ends_it_and_its_kubectl_without_a_word() throws IOException, InterruptedException {
    Path pid = folder.resolve("pid");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "watch",
                "checkout")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("KUBECTL", kubectl(pid).toString());
    Process watch = builder.start();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pid));
      await().until(() -> Files.readString(out).contains("checkout ready: namespace"));

      watch.destroy();

      await().atMost(Duration.ofSeconds(30)).until(() -> !watch.isAlive());
      long kubectl = Long.parseLong(Files.readString(pid).strip());
      await().until(() -> ProcessHandle.of(kubectl).filter(ProcessHandle::isAlive).isEmpty());
      assertThat(watch.waitFor()).isEqualTo(128 + 15);
      assertThat(err).isEmptyFile();
    } finally {
      watch.destroyForcibly();
    }
  }

  /** A kubectl whose watch lasts until it is ended. */
  private Path kubectl(Path pid) throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(list, service().with("NamespaceReady", true, "Applied", "").list());
    Path script = folder.resolve("kubectl");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case "$*" in
          *watch=true*) echo $$ > '%1$s.new'; mv '%1$s.new' '%1$s'; exec tail -f /dev/null ;;
          *) cat '%2$s' ;;
        esac
        """
            .formatted(pid, list));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }
}
