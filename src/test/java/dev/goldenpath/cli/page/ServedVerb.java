package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code demo} or {@code ui} in a thread, with a scripted kubectl, as an attacker reaches it. */
final class ServedVerb implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/\\?t=(\\w+)\n");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ScriptedKubectl kubectl;
  private final Thread thread;
  private final int port;
  private final String token;
  private final RawHttp http;

  private ServedVerb(ScriptedKubectl kubectl, String... arguments) {
    this.kubectl = kubectl;
    CliRun.Setting setting = CliRun.setting().kubectl(kubectl.path());
    thread =
        new Thread(
            () ->
                setting.run(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    arguments));
    thread.start();
    await().until(() -> out().endsWith("\n"));
    Matcher address = ADDRESS.matcher(out());
    assertThat(address.matches()).as(out()).isTrue();
    port = Integer.parseInt(address.group(1));
    token = address.group(2);
    http = new RawHttp(port);
  }

  /** Starts a verb, and waits for its address. */
  static ServedVerb start(ScriptedKubectl kubectl, String... arguments) {
    return new ServedVerb(kubectl, arguments);
  }

  ScriptedKubectl kubectl() {
    return kubectl;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  String token() {
    return token;
  }

  /** A text with the PORT, the TOKEN and the COOKIE of this run. */
  String own(String text) {
    return text.replace("PORT", String.valueOf(port))
        .replace("COOKIE", "golden-" + port + "=" + token)
        .replace("TOKEN", token);
  }

  String answer(String head) throws IOException {
    return answer(head, "");
  }

  String answer(String head, String body) throws IOException {
    return http.answer(own(head), body);
  }

  /** A connection that stays open. */
  Socket open(String head) throws IOException {
    return http.open(own(head), "");
  }

  /** Ends it as Ctrl-C does, and waits until it has cleaned up. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
