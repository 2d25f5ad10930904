package dev.goldenpath.cli.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code demo} or {@code ui} in a thread, with a scripted kubectl, as an attacker reaches it. */
public final class ServedVerb implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/\\?t=(\\w+)\n");

  private static final String OWN = "HTTP/1.1\nHost: 127.0.0.1:PORT\nCookie: other=1; COOKIE";

  private static final String DATA = "data: ";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final @Nullable ScriptedKubectl kubectl;
  private final Thread thread;
  private final int port;
  private final String token;
  private final RawHttp http;

  private ServedVerb(
      CliRun.Setting setting, @Nullable ScriptedKubectl kubectl, String... arguments) {
    this.kubectl = kubectl;
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
  public static ServedVerb start(ScriptedKubectl kubectl, String... arguments) {
    return new ServedVerb(CliRun.setting().kubectl(kubectl.path()), kubectl, arguments);
  }

  /** The same in a setting with a real kubectl. */
  public static ServedVerb start(CliRun.Setting setting, String... arguments) {
    return new ServedVerb(setting, null, arguments);
  }

  /** The kubectl that was scripted for it. */
  public ScriptedKubectl kubectl() {
    return Objects.requireNonNull(kubectl);
  }

  /** The data so far. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The talk so far. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** What admits to the page. */
  public String token() {
    return token;
  }

  /** A text with the PORT, the TOKEN and the COOKIE of this run. */
  public String own(String text) {
    return text.replace("PORT", String.valueOf(port))
        .replace("COOKIE", "golden-" + port + "=" + token)
        .replace("TOKEN", token);
  }

  /** The whole answer to a request of this head, with the words of {@link #own}. */
  public String answer(String head) throws IOException {
    return answer(head, "");
  }

  /** The same with a body. */
  public String answer(String head, String body) throws IOException {
    return http.answer(own(head), body);
  }

  /** The answer to the page's own request for a path. */
  public String read(String path) throws IOException {
    return answer("GET " + path + " " + OWN);
  }

  /** What the page shows now, as JSON. */
  public String state() throws IOException {
    URLConnection events = URI.create(own("http://127.0.0.1:PORT/events")).toURL().openConnection();
    events.setRequestProperty("Cookie", own("COOKIE"));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.startsWith(DATA)) {
        line = lines.readLine();
      }
      return line.substring(DATA.length());
    }
  }

  /** The answer to the form of a new service, as the page sends it. */
  public String write(String form) throws IOException {
    return answer(
        """
        POST /services %s
        Origin: http://127.0.0.1:PORT
        Sec-Fetch-Site: same-origin
        Content-Type: application/json; charset=utf-8
        Content-Length: %d
        """
            .formatted(OWN, form.getBytes(StandardCharsets.UTF_8).length),
        form);
  }

  /** A connection that stays open. */
  public Socket open(String head) throws IOException {
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
