package dev.goldenpath.operator.reconcile.prometheus;

import static dev.goldenpath.operator.reconcile.prometheus.PlayedPrometheus.answer;
import static dev.goldenpath.operator.reconcile.prometheus.PlayedPrometheus.burning;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.goldenpath.operator.rollout.ErrorBudgetQuery.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer is a result, or a problem with a name. */
@Timeout(30)
class PrometheusClientTest {
  private static final String SECRET = "s3cret-of-the-platform";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private PlayedPrometheus prometheus;

  @TempDir private Path folder;

  @BeforeEach
  void open() throws IOException {
    prometheus = PlayedPrometheus.open();
  }

  @AfterEach
  void close() {
    prometheus.close();
  }

  @Test
  void the_samples_of_a_result_are_read() throws Exception {
    prometheus.answers(
        200,
        answer(
            burning("checkout", "availability", "25.5"),
            burning("search", "latency", "+Inf"),
            burning("search", "availability", "NaN"),
            burning("mail", "availability", "many"),
            "{\"metric\":{}}"));
    assertThat(prometheus.client(Optional.empty()).query("up > 1 & \"ü\""))
        .containsExactly(
            new Sample(Map.of("namespace", "checkout", "slo", "availability"), 25.5),
            new Sample(Map.of("namespace", "search", "slo", "latency"), Double.POSITIVE_INFINITY),
            new Sample(Map.of("namespace", "search", "slo", "availability"), Double.NaN),
            new Sample(Map.of("namespace", "mail", "slo", "availability"), Double.NaN),
            new Sample(Map.of(), Double.NaN));
    assertThat(prometheus.queries()).containsExactly("up > 1 & \"ü\"");
    assertThat(prometheus.authorizations()).containsExactly("null");
  }

  @Test
  void an_empty_result_has_no_samples() throws Exception {
    prometheus.answers(200, answer());
    assertThat(prometheus.client(Optional.empty()).query("up")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          401 | Bearer s3cret-of-the-platform is not known    | 401 Unauthorized
          403 |                                               | 403 Forbidden
          404 | <html>s3cret-of-the-platform</html>           | 404 Not Found
          302 |                                               | 302 Redirect
          418 | {"errorType":"s3cret-of-the-platform"}        | 418 Unexpected
          422 | {"status":"error","errorType":"execution","error":"many-to-many"} | 422 Unprocessable Entity (execution)
          503 | {"status":"error","errorType":"timeout","error":"too slow"} | 503 Service Unavailable (timeout)
          """)
  void a_refusal_is_named_and_the_text_of_the_server_is_not_repeated(
      int status, String body, String problem) throws Exception {
    prometheus.answers(status, body == null ? "" : body);
    assertThat(problemOf(prometheus.client(Optional.of(token(SECRET))))).isEqualTo(problem);
    assertThat(prometheus.authorizations()).containsExactly("Bearer " + SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK, s3cret-of-the-platform",
        "<html>login</html>",
        "[]",
        "null",
        "{}",
        "{\"status\":\"success\"}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}",
        "{\"status\":\"error\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}}"
      })
  void what_is_not_an_answer_is_named(String body) {
    prometheus.answers(200, body);
    assertThat(problemOf(prometheus.client(Optional.empty())))
        .isEqualTo("the answer is not that of a Prometheus");
  }

  @Test
  void deep_nesting_is_not_an_answer() {
    prometheus.answers(200, "[".repeat(500_000));
    assertThat(problemOf(prometheus.client(Optional.empty())))
        .isEqualTo("the answer is not that of a Prometheus");
  }

  @Test
  void ten_megabytes_are_not_read() {
    prometheus.answers(200, answer(burning("a", "b".repeat(10_000_000), "1")));
    assertThat(problemOf(prometheus.client(Optional.empty())))
        .isEqualTo("the answer has more than 1 MB");
  }

  @Test
  void an_answer_without_an_end_is_not_read() {
    prometheus.behaves(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] some = new byte[100_000];
          while (true) {
            exchange.getResponseBody().write(some);
          }
        });
    assertThat(problemOf(prometheus.client(Optional.empty())))
        .isEqualTo("the answer has more than 1 MB");
  }

  @Test
  void just_less_than_a_megabyte_is_read() throws Exception {
    prometheus.answers(200, answer(burning("a", "b".repeat(999_000), "1")));
    assertThat(prometheus.client(Optional.empty()).query("up")).hasSize(1);
  }

  @Test
  void silence_ends_in_time() {
    prometheus.behaves(prometheus::hang);
    assertThat(problemOf(prometheus.impatientClient())).isEqualTo("no answer within 1 s");
  }

  /** The timeout of the JDK's requests covers the headers alone. */
  @Test
  void an_answer_that_stops_in_the_middle_ends_in_time() {
    prometheus.behaves(
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          prometheus.hang(exchange);
        });
    assertThat(problemOf(prometheus.impatientClient())).isEqualTo("no answer within 1 s");
  }

  @Test
  void who_is_not_there_is_named() {
    int port = prometheus.settings("http", Optional.empty(), Optional.empty()).url().getPort();
    prometheus.close();
    assertThat(problemOf(prometheus.client(Optional.empty())))
        .isEqualTo("no connection to 127.0.0.1:" + port);
  }

  @Test
  void an_unknown_host_is_named() {
    PrometheusClient client =
        new PrometheusClient(
            new PrometheusSettings(
                URI.create("http://prometheus.invalid:9090"),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30)),
            Duration.ofSeconds(10));
    assertThat(problemOf(client)).isEqualTo("the host of prometheus.invalid:9090 is unknown");
  }

  @Test
  void a_connection_that_breaks_off_is_named() {
    prometheus.behaves(exchange -> exchange.close());
    assertThat(problemOf(prometheus.client(Optional.empty())))
        .startsWith("the connection to 127.0.0.1:")
        .endsWith(" broke off");
  }

  @Test
  void the_token_is_read_anew_for_each_query() throws Exception {
    Path file = token("first\n");
    PrometheusClient client = prometheus.client(Optional.of(file));
    client.query("up");
    Files.writeString(file, "second");
    client.query("up");
    assertThat(prometheus.authorizations()).containsExactly("Bearer first", "Bearer second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "a\nX-Admin: yes", "a b", "schlüssel", "a\u0000"})
  void a_file_that_does_not_hold_a_token_is_named_and_not_repeated(String content)
      throws IOException {
    Path file = token(content);
    assertThat(problemOf(prometheus.client(Optional.of(file))))
        .isEqualTo("PROMETHEUS_TOKEN_FILE: " + file + " does not hold one token");
    assertThat(prometheus.queries()).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_yet_is_named() throws Exception {
    Path file = folder.resolve("later");
    PrometheusClient client = prometheus.client(Optional.of(file));
    assertThat(problemOf(client)).isEqualTo("PROMETHEUS_TOKEN_FILE: " + file + " cannot be read");
    Files.writeString(file, SECRET);
    assertThat(client.query("up")).hasSize(1);
  }

  @Test
  void only_a_certificate_of_the_given_authority_is_trusted() throws Exception {
    KeyStore own = keys("own");
    Path caFile = folder.resolve("ca.crt");
    HttpsServer server = HttpsServer.create(PlayedPrometheus.loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving(own)));
    try (PlayedPrometheus secured = new PlayedPrometheus(server)) {
      PrometheusSettings settings =
          secured.settings("https", Optional.empty(), Optional.of(caFile));
      PrometheusClient client = new PrometheusClient(settings, Duration.ofSeconds(10));
      assertThat(problemOf(client)).isEqualTo("PROMETHEUS_CA_FILE: " + caFile + " cannot be read");
      Files.writeString(caFile, "none");
      assertThat(problemOf(client))
          .isEqualTo("PROMETHEUS_CA_FILE: " + caFile + " has no certificates in PEM");
      Files.writeString(caFile, pem(keys("other")));
      assertThat(problemOf(client))
          .isEqualTo(
              "the certificate of 127.0.0.1:%d is not trusted; see PROMETHEUS_CA_FILE"
                  .formatted(settings.url().getPort()));
      Files.writeString(caFile, pem(own));
      assertThat(client.query("up")).hasSize(1);
    }
  }

  /** As most servers answer to what they do not understand. */
  @Test
  void a_server_without_TLS_is_named() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (Socket client = plain.accept()) {
                  client.getInputStream().read();
                  client
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                  client.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // The client went away.
                }
              });
      server.start();
      String address = "127.0.0.1:" + plain.getLocalPort();
      PrometheusSettings settings =
          new PrometheusSettings(
              URI.create("https://" + address),
              Optional.empty(),
              Optional.empty(),
              Duration.ofSeconds(30));
      assertThat(problemOf(new PrometheusClient(settings, Duration.ofSeconds(10))))
          .isEqualTo("no TLS with " + address);
      server.join();
    }
  }

  private static String problemOf(PrometheusClient client) {
    return catchThrowableOfType(PrometheusException.class, () -> client.query("up")).getMessage();
  }

  private Path token(String content) throws IOException {
    return Files.writeString(folder.resolve("token"), content);
  }

  private KeyStore keys(String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      store.load(content, PASSWORD);
    }
    return store;
  }

  private static SSLContext serving(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static String pem(KeyStore keys) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(
            Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate(keys.aliases().nextElement()).getEncoded()));
  }
}
