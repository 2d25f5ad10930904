package dev.goldenpath.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.support.ServedService;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void after_a_failure_the_service_is_seen_once_more_though_it_is_as_before()
      throws InterruptedException {
    String list = ServedService.service().list();
    ScriptedKubectl kubectl =
        new ScriptedKubectl(folder)
            .answer("watch=true", "")
            .answerOnce("fieldSelector=", list)
            .failOnce("fieldSelector=", "Error from server: gone")
            .answer("fieldSelector=", list);
    List<String> talk = new ArrayList<>();
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    try (FollowedService followed =
        new FollowedService(
            new Kubectl(
                kubectl.path().toString(),
                List.of(),
                CliRun.setting().session(nowhere, nowhere).terminal()),
            talk::add,
            ServedService.NAME,
            PATIENCE)) {
      assertThat(followed.next(PATIENCE)).containsInstanceOf(Sighting.Present.class);
      assertThat(talk).isEmpty();
      assertThat(followed.next(PATIENCE)).containsInstanceOf(Sighting.Present.class);
      assertThat(talk).containsExactly("Error from server: gone\n(trying again)");
      assertThat(followed.next(Duration.ofMillis(1))).isEqualTo(Optional.empty());
    }
  }
}
