package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.goldenpath.cli.support.RawHttp;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.support.ServedVerb;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on {@code demo} and {@code ui}: each is refused, or harmless. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAttackTest {
  private static final String READ = "HTTP/1.1\nHost: 127.0.0.1:PORT\nCookie: COOKIE\n";
  private static final String FORM =
      "{\"name\":\"attack\",\"team\":\"payments\",\"tier\":\"gold\",\"paved\":true}";

  /** In all that a service says. */
  private static final String HOSTILE =
      "<script>alert(1)</script><a href='javascript:alert(2)'>x</a>\\u001b[31m";

  @TempDir private static Path folder;
  private ServedVerb demo;

  @BeforeAll
  void start() throws IOException {
    demo = serve("all", "demo");
  }

  private static ServedVerb serve(String name, String verb) throws IOException {
    return ServedVerb.start(script(Files.createDirectory(folder.resolve(name))), verb);
  }

  @AfterAll
  void end() {
    demo.close();
  }

  private static ScriptedKubectl script(Path of) {
    return new ScriptedKubectl(of)
        .answer("^create -f -", "")
        .answer("watch=true", "{\"type\":\"ADDED\",\"object\":" + service("attack") + "}")
        .answer(
            "fieldSelector=metadata.name%3Dattack ",
            "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + service("attack") + "]}")
        .answer("labelSelector=", "{\"items\":[]}")
        .answer("goldenservices([?]limit.*)?$", "{\"items\":[" + service("fleet") + "]}")
        .fail("get --raw /", "Error from server (NotFound): not found");
  }

  private static String service(String name) {
    return """
        {"apiVersion":"goldenpath.dev/v1alpha1","kind":"GoldenService",
         "metadata":{"name":"%s","generation":1,"uid":"1","resourceVersion":"1"},
         "spec":{"team":"%2$s","tier":"%2$s"},
         "status":{"observedGeneration":1,"conditions":[
          {"type":"Ready","status":"False","reason":"%2$s","message":"%2$s","lastTransitionTime":"2026-11-25T20:23:50Z"},
          {"type":"SloReady","status":"False","reason":"%2$s","message":"%2$s","lastTransitionTime":"2026-11-25T20:23:50Z"}]}}
        """
        .formatted(name, HOSTILE)
        .replace("\n", " ");
  }

  private static String post(String headers) {
    return "POST /services HTTP/1.1\nContent-Length: " + FORM.length() + "\n" + headers;
  }

  static Stream<Arguments> refused() {
    String host = "Host: 127.0.0.1:PORT\n";
    String cookie = "Cookie: COOKIE\n";
    String origin = "Origin: http://127.0.0.1:PORT\n";
    String json = "Content-Type: application/json\n";
    return Stream.of(
        arguments("a foreign Host", "GET / HTTP/1.1\nHost: evil.example:PORT\n" + cookie, 421),
        arguments("a Host without the port", "GET / HTTP/1.1\nHost: 127.0.0.1\n" + cookie, 421),
        arguments("two Hosts", "GET / HTTP/1.1\n" + host + "Host: evil.example\n" + cookie, 421),
        arguments("no Host", "GET / HTTP/1.0\n" + cookie, 421),
        arguments(
            "a foreign Host with the token", "GET /?t=TOKEN HTTP/1.1\nHost: evil:PORT\n", 421),
        arguments("a wrong token", "GET /?t=0000 HTTP/1.1\n" + host, 403),
        arguments("no token", "GET / HTTP/1.1\n" + host, 403),
        arguments("no cookie", post(host + origin + json), 403),
        arguments("a wrong cookie", post(host + origin + json + "Cookie: golden-PORT=00\n"), 403),
        arguments(
            "the cookie of another port",
            post(host + origin + json + "Cookie: golden-1=TOKEN\n"),
            403),
        arguments(
            "the token as another cookie",
            "GET /fleet HTTP/1.1\n" + host + "Cookie: t=TOKEN\n",
            403),
        arguments(
            "a foreign Origin", post(host + cookie + json + "Origin: http://evil.example\n"), 403),
        arguments(
            "the Origin of another port",
            post(host + cookie + json + "Origin: http://127.0.0.1:1\n"),
            403),
        arguments(
            "the other name's Origin",
            post(host + cookie + json + "Origin: http://localhost:PORT\n"),
            403),
        arguments("the Origin null", post(host + cookie + json + "Origin: null\n"), 403),
        arguments("no Origin", post(host + cookie + json), 403),
        arguments(
            "a form",
            post(host + cookie + origin + "Content-Type: application/x-www-form-urlencoded\n"),
            415),
        arguments(
            "a text",
            post(host + cookie + origin + "Content-Type: text/plain;application/json\n"),
            415),
        arguments("no type", post(host + cookie + origin), 415),
        arguments(
            "a GET with effect",
            "GET /services?name=attack HTTP/1.1\n" + host + cookie + origin + json,
            405),
        arguments("a PUT", post(host + cookie + origin + json).replace("POST", "PUT"), 405),
        arguments("a preflight", "OPTIONS /services HTTP/1.1\n" + host + cookie + origin, 405),
        arguments(
            "a second origin's EventSource",
            "GET /events HTTP/1.1\n" + host + cookie + "Origin: http://127.0.0.1:1\n",
            403),
        arguments(
            "a second origin's script",
            "GET /page.js HTTP/1.1\n" + host + cookie + "Sec-Fetch-Site: same-site\n",
            403),
        arguments(
            "another site's frame",
            "GET / HTTP/1.1\n" + host + cookie + "Sec-Fetch-Site: cross-site\n",
            403),
        arguments("a path upwards", "GET /../ticket-model.yaml HTTP/1.1\n" + host + cookie, 404),
        arguments(
            "an encoded path upwards",
            "GET /%2e%2e/ticket-model.yaml HTTP/1.1\n" + host + cookie,
            404),
        arguments("an encoded slash", "GET /..%2fpage.css HTTP/1.1\n" + host + cookie, 404),
        arguments("a file of the machine", "GET //etc/passwd HTTP/1.1\n" + host + cookie, 404),
        arguments("a folder", "GET /page/index.html HTTP/1.1\n" + host + cookie, 404));
  }

  private long creations() {
    return creations(demo);
  }

  private static long creations(ServedVerb verb) {
    return verb.kubectl().calls().stream().filter(call -> call.startsWith("create")).count();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void a_hostile_request_is_refused_and_does_nothing(String name, String head, int status)
      throws IOException {
    long before = creations();
    String body = head.contains("Content-Length") ? FORM : "";
    assertThat(demo.answer(head, body)).startsWith("HTTP/1.1 " + status + " ");
    assertThat(creations()).isEqualTo(before);
  }

  /** Without it, the refusals above could have any other cause. */
  @Test
  void the_page_itself_makes_a_service() throws IOException {
    try (ServedVerb own = serve("itself", "demo")) {
      assertThat(own.write(FORM)).startsWith("HTTP/1.1 202 ");
      await().until(() -> creations(own) == 1);
      assertThat(own.kubectl().input(0)).contains("\"name\":\"attack\"", Demo.LABEL);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void a_hostile_form_is_refused_and_does_nothing(String form, int status, String problem)
      throws IOException {
    long before = creations();
    assertThat(demo.write(form)).startsWith("HTTP/1.1 " + status + " ").contains(problem);
    assertThat(creations()).isEqualTo(before);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        arguments("{\"name\":\"" + "x".repeat(5_000) + "\"}", 413, "larger"),
        arguments("[".repeat(4_000), 400, "not JSON"),
        arguments("", 400, "name:"),
        arguments("{\"name\":\"../x\"}", 400, "name:"),
        arguments("{\"name\":\"<script>alert(1)</script>\"}", 400, "name:"),
        arguments("{\"name\":\"--raw\"}", 400, "name:"),
        arguments("{\"name\":\"x\",\"team\":\"system:masters\"}", 400, "team:"),
        arguments("{\"name\":\"x\",\"team\":\"y\",\"tier\":\"javascript:\"}", 400, "tier:"));
  }

  @Test
  void the_read_only_page_answers_nothing_but_GET() throws IOException {
    String head =
        post(
            """
            Host: 127.0.0.1:PORT
            Origin: http://127.0.0.1:PORT
            Cookie: COOKIE
            Content-Type: application/json
            """);
    try (ServedVerb ui = serve("ui", "ui")) {
      for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")) {
        assertThat(ui.answer(head.replace("POST", method), FORM))
            .startsWith("HTTP/1.1 405 ")
            .containsIgnoringCase("Allow: GET");
      }
      assertThat(creations(ui)).isZero();
    }
  }

  @Test
  void the_token_becomes_a_cookie_and_leaves_the_address() throws IOException {
    String admitted = demo.answer("GET /?t=TOKEN HTTP/1.1\nHost: localhost:PORT\n");
    assertThat(admitted)
        .startsWith("HTTP/1.1 303 ")
        .containsIgnoringCase("\r\nLocation: /\r\n")
        .containsIgnoringCase(
            demo.own("\r\nSet-Cookie: COOKIE; Path=/; HttpOnly; SameSite=Strict\r\n"));
    assertThat(demo.answer("GET / " + READ))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Referrer-Policy: no-referrer")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self'")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .doesNotContain(demo.token(), "unsafe", "Access-Control");
  }

  @Test
  void the_token_is_in_the_printed_address_alone() throws IOException {
    demo.answer("GET /?t=TOKEN HTTP/1.1\nHost: localhost:PORT\n");
    demo.answer("GET /fleet " + READ);
    assertThat(demo.write(FORM)).doesNotContain(demo.token());

    assertThat(demo.out().split(demo.token(), -1)).hasSize(2);
    assertThat(demo.err()).doesNotContain(demo.token());
    assertThat(String.join("\n", demo.kubectl().calls())).doesNotContain(demo.token());
    try (Socket stream = demo.open("GET /events " + READ)) {
      assertThat(RawHttp.readUntil(stream.getInputStream(), "data: ")).doesNotContain(demo.token());
    }
  }

  @Test
  void what_a_service_says_is_data_and_never_markup() throws IOException {
    demo.write(FORM);

    try (Socket stream = demo.open("GET /events " + READ)) {
      String event = RawHttp.readUntil(stream.getInputStream(), "<script>alert(1)");
      assertThat(event)
          .containsIgnoringCase("Content-Type: text/event-stream")
          .contains("\\\\u001b");
    }
    assertThat(demo.answer("GET /fleet " + READ))
        .containsIgnoringCase("Content-Type: application/json")
        .contains("<script>alert(1)", "javascript:alert(2)")
        .doesNotContain("\u001b");
  }

  @Test
  void the_seventeenth_stream_is_refused_and_a_place_comes_free() throws IOException {
    List<Socket> streams = new ArrayList<>();
    try (ServedVerb own = serve("streams", "demo")) {
      for (int at = 0; at < EventStreams.MOST; at++) {
        Socket stream = own.open("GET /events " + READ);
        streams.add(stream);
        RawHttp.readUntil(stream.getInputStream(), "data: ");
      }
      assertThat(own.answer("GET /events " + READ)).startsWith("HTTP/1.1 503 ");
      assertThat(own.answer("GET / " + READ)).startsWith("HTTP/1.1 200 ");
      streams.remove(0).close();
      // That it has left is noticed when something is sent.
      own.write(FORM);
      await()
          .untilAsserted(
              () -> {
                Socket next = own.open("GET /events " + READ);
                streams.add(next);
                assertThat(RawHttp.readUntil(next.getInputStream(), "\r\n"))
                    .startsWith("HTTP/1.1 200 ");
              });
    } finally {
      for (Socket stream : streams) {
        stream.close();
      }
    }
  }
}
