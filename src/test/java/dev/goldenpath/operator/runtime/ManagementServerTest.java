package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagementServerTest {
  private static final Connections.Limits PATIENT =
      new Connections.Limits(512, Duration.ofMinutes(5));

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Socket> sockets = new ArrayList<>();
  private volatile Optional<String> dead = Optional.empty();
  private volatile Optional<String> unready = Optional.empty();
  private ManagementServer server;

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /livez          | 200 | ok
          GET    | /readyz?verbose | 200 | ok
          GET    | /metrics        | 200 | up 1
          GET    | /               | 404 | there are /livez, /readyz and /metrics
          GET    | /livezz         | 404 | there are /livez, /readyz and /metrics
          POST   | /livez          | 405 | GET only
          DELETE | /metrics        | 405 | GET only
          HEAD   | /livez          | 200 |
          HEAD   | /metrics        | 200 |
          HEAD   | /other          | 404 |
          """)
  void it_answers_to_readers_only(String method, String path, int code, String body)
      throws Exception {
    start(PATIENT);

    HttpResponse<String> response =
        http.send(
            request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(response.body().strip()).isEqualTo(body == null ? "" : body);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue(
            path.equals("/metrics") && code == 200
                ? "text/plain; version=0.0.4; charset=utf-8"
                : "text/plain");
  }

  @Test
  void a_problem_is_the_answer_to_a_probe() throws Exception {
    start(PATIENT);
    dead = Optional.of("a watch has died");
    unready = Optional.of("the caches are not filled yet");

    assertThat(get("/livez").statusCode()).isEqualTo(503);
    assertThat(get("/livez").body()).isEqualTo("a watch has died\n");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("the caches are not filled yet\n");
  }

  @Test
  void half_requests_and_slow_ones_hold_up_no_probe_and_no_scrape() throws Exception {
    start(PATIENT);
    for (int i = 0; i < 200; i++) {
      send("GET /li");
    }
    List<OutputStream> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      slow.add(send("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Slow: "));
    }

    for (int i = 0; i < 5; i++) {
      for (OutputStream drip : slow) {
        drip.write('x');
        drip.flush();
      }
      for (String path : List.of("/livez", "/readyz", "/metrics")) {
        assertThat(get(path).statusCode()).as(path).isEqualTo(200);
      }
    }
    assertThat(sockets).as("they are all still there").noneMatch(ManagementServerTest::isClosed);
  }

  @Test
  void who_brings_no_whole_request_in_time_is_closed_even_while_it_drips() throws Exception {
    start(new Connections.Limits(512, Duration.ofMillis(500)));
    send("");
    send("GET /li");
    OutputStream drip = send("GET /metrics HTTP/1.1\r\nX-Slow: ");
    Socket slow = sockets.get(2);

    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              try {
                drip.write('x');
                drip.flush();
                return isClosed(slow);
              } catch (IOException e) {
                return true;
              }
            });
    await().untilAsserted(() -> assertThat(sockets).allMatch(ManagementServerTest::isClosed));
  }

  @Test
  void a_connection_lives_as_long_as_requests_come() throws Exception {
    start(new Connections.Limits(512, Duration.ofSeconds(2)));
    OutputStream out = send("");
    Socket socket = sockets.get(0);
    long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();

    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              out.write("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              out.flush();
              byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
              assertThat(new String(head, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200 OK");
              socket.getInputStream().skip(socket.getInputStream().available());
              return System.nanoTime() > end;
            });
  }

  @Test
  void of_too_many_connections_the_one_that_was_silent_for_longest_goes() throws Exception {
    start(new Connections.Limits(50, Duration.ofMinutes(5)));
    for (int i = 0; i < 200; i++) {
      send("GET /li");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(sockets.subList(0, 150))
                    .as("the first come")
                    .allMatch(ManagementServerTest::isClosed));
    assertThat(sockets.subList(150, 200)).noneMatch(ManagementServerTest::isClosed);

    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void scrapes_hold_up_no_probe_and_those_that_come_together_are_made_once() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    server =
        new ManagementServer(
            0,
            () -> dead,
            () -> unready,
            () -> {
              made.incrementAndGet();
              awaitOpen(gate);
              return "up 1\n";
            },
            PATIENT);
    List<CompletableFuture<HttpResponse<String>>> scrapes =
        IntStream.range(0, 30)
            .mapToObj(i -> http.sendAsync(request("/metrics").build(), BodyHandlers.ofString()))
            .toList();
    await().until(() -> made.get() == 1);

    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    gate.countDown();
    assertThat(scrapes).allSatisfy(scrape -> assertThat(scrape.join().body()).isEqualTo("up 1\n"));
    assertThat(made.get()).as("of 30").isLessThan(30);

    int before = made.get();
    assertThat(get("/metrics").body()).isEqualTo("up 1\n");
    assertThat(made.get()).as("a later one is made anew").isEqualTo(before + 1);
  }

  @Test
  void a_check_or_a_scrape_that_throws_is_an_answer_and_no_silence() throws Exception {
    server =
        new ManagementServer(
            0, () -> fail("check"), () -> unready, () -> fail("scrape").orElseThrow(), PATIENT);

    assertThat(get("/livez").statusCode()).isEqualTo(500);
    assertThat(get("/metrics").statusCode()).isEqualTo(500);
    assertThat(get("/metrics").body()).contains("scrape");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"1,100000,414", "60000,1,431"})
  void a_request_is_bounded(int header, int query, int code) throws Exception {
    start(PATIENT);

    HttpResponse<String> response =
        http.send(
            request("/livez?" + "q".repeat(query)).header("X-Long", "h".repeat(header)).build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(code);
  }

  @Test
  void a_port_that_is_taken_is_named() throws Exception {
    start(PATIENT);
    int taken = server.port();

    assertThatThrownBy(
            () -> new ManagementServer(taken, Optional::empty, Optional::empty, () -> ""))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot listen on port " + taken);
  }

  private void start(Connections.Limits limits) throws IOException {
    server = new ManagementServer(0, () -> dead, () -> unready, () -> "up 1\n", limits);
  }

  private static Optional<String> fail(String what) {
    throw new IllegalStateException(what);
  }

  private static void awaitOpen(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(5));
  }

  private HttpResponse<String> get(String path) throws Exception {
    // A connection of its own, as a kubelet's probe has.
    return HttpClient.newHttpClient().send(request(path).build(), BodyHandlers.ofString());
  }

  private OutputStream send(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket.getOutputStream();
  }

  /** Whether the server has ended it. */
  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
