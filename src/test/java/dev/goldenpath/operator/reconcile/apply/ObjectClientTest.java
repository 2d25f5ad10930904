package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.reconcile.BadServer;
import dev.goldenpath.operator.reconcile.Call;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each request when the API server, or what stands before it, answers badly. */
@Timeout(60)
class ObjectClientTest {
  private static final int IMPATIENT = 1_000;
  private static final int PATIENT = 10_000;

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void an_answer_that_no_repetition_changes_is_asked_for_once(Call call, int code) {
    answer(code, status(code, "the server's words"));
    ApplyResult.Failed refused = refused(call);
    assertThat(refused.message()).isEqualTo("ResourceQuota golden-quota: the server's words");
    assertThat(refused.state()).isEqualTo(code == 409 ? State.FAILING : State.BLOCKED);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(Call.values())
        .flatMap(call -> Stream.of(403, 409, 422).map(code -> Arguments.of(call, code)))
        // To create what is there, or to delete what is another by now, is an answer.
        .filter(
            each ->
                !(each.get()[1].equals(409)
                    && EnumSet.of(Call.CREATE, Call.DELETE).contains(each.get()[0])));
  }

  @Test
  void to_create_what_is_there_and_to_delete_what_is_another_are_answers() {
    conflict("uid-2");
    try (KubernetesClient client = client(server.url("/").toString(), PATIENT)) {
      ObjectClient objects = new ObjectClient(client, new NoCache());
      assertThat(Call.CREATE.of(objects)).isEqualTo(Optional.empty());
      assertThat(Call.DELETE.of(objects)).isEqualTo("deleted");
    }
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void a_conflict_of_a_deletion_is_a_failure_if_the_object_is_still_there() {
    conflict("uid-1");
    assertThat(refused(Call.DELETE).state()).isEqualTo(State.FAILING);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  /** Every write meets another one; the object has this uid. */
  private void conflict(String uid) {
    MockResponse conflict = json(409, status(409, "conflict"));
    MockResponse there =
        json(
            200,
            "{\"apiVersion\":\"v1\",\"kind\":\"ResourceQuota\",\"metadata\":{\"name\":\"golden-quota\",\"uid\":\"%s\"}}"
                .formatted(uid));
    serve(request -> request.getMethod().equals("GET") ? there : conflict);
  }

  @Test
  void to_read_and_to_delete_what_is_gone_are_answers() {
    answer(404, status(404, "not found"));
    try (KubernetesClient client = client(server.url("/").toString(), PATIENT)) {
      ObjectClient objects = new ObjectClient(client, new NoCache());
      assertThat(Call.READ.of(objects)).isEqualTo(Optional.empty());
      assertThat(Call.DELETE.of(objects)).isEqualTo("deleted");
    }
  }

  @ParameterizedTest
  @MethodSource("outages")
  void an_answer_that_may_pass_is_asked_for_three_times(Call call, int code) {
    answer(code, status(code, "not now"));
    ApplyResult.Failed refused = refused(call);
    assertThat(refused)
        .isEqualTo(
            new ApplyResult.Failed(
                State.FAILING, Reason.APPLY_FAILED, "ResourceQuota golden-quota: not now"));
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  static Stream<Arguments> outages() {
    return Stream.of(Call.values())
        .flatMap(call -> Stream.of(429, 500, 503, 504).map(code -> Arguments.of(call, code)));
  }

  /** An hour would be as long as a pass takes: the next pass is soon enough. */
  @ParameterizedTest
  @EnumSource(Call.class)
  void a_long_retry_after_does_not_hold_the_pass(Call call) {
    serve(new MockResponse().setResponseCode(429).setHeader("Retry-After", "3600"));
    assertThat(refused(call).state()).isEqualTo(State.FAILING);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"APPLY", "DELETE"})
  void of_a_page_instead_of_a_status_little_gets_into_a_message(Call call) {
    answer(502, "<html>\n" + "<p>we are sorry: nothing here</p>\n".repeat(300_000));
    assertThat(refused(call).message())
        .hasSizeLessThan(200)
        .doesNotContain("\n", "sorry", "no complete answer");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void long_words_are_cut_and_made_plain(Call call) {
    answer(422, status(422, "\\u001b[31m\\n" + "x".repeat(100_000)));
    assertThat(refused(call).message())
        .hasSizeLessThan(1100)
        .startsWith("ResourceQuota golden-quota: \\u001b[31m\\u000axxx")
        .endsWith("…");
  }

  @ParameterizedTest
  @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = "DELETE")
  void a_success_whose_body_is_no_object_is_a_failure(Call call) {
    for (String body : new String[] {"<html>welcome</html>", "{\"kind\":", "[1]"}) {
      answer(200, body);
      ApplyResult.Failed refused = refused(call);
      assertThat(refused.state()).as(body).isEqualTo(State.FAILING);
      assertThat(refused.message()).as(body).hasSizeLessThan(1100).doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = "DELETE")
  void a_success_without_a_body_is_a_failure(Call call) {
    answer(200, "");
    assertThat(refused(call).state()).isEqualTo(State.FAILING);
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void a_cut_connection_is_a_failure(Call call) {
    try (BadServer bad = BadServer.thatCuts()) {
      assertThat(refused(call, bad.url(), IMPATIENT).state()).isEqualTo(State.FAILING);
      // A reset is asked for again by the client, an orderly end is not.
      assertThat(bad.requests()).isLessThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void a_server_that_is_silent_does_not_hold_the_pass(Call call) {
    try (BadServer bad = BadServer.thatIsSilent()) {
      assertThat(refused(call, bad.url(), IMPATIENT).state()).isEqualTo(State.FAILING);
      assertThat(bad.requests()).isLessThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void a_server_that_stops_in_the_middle_does_not_hold_the_pass(Call call) {
    try (BadServer bad = BadServer.thatStopsInTheMiddle()) {
      assertThat(refused(call, bad.url(), IMPATIENT).state()).isEqualTo(State.FAILING);
    }
  }

  @Test
  void nobody_waits_longer_than_ten_seconds_for_the_begin_of_an_answer() {
    assertThat(Deadline.timeout(IMPATIENT)).isEqualTo(IMPATIENT);
    assertThat(Deadline.timeout(60_000)).isEqualTo(10_000);
    assertThat(Deadline.timeout(0)).as("no limit").isEqualTo(10_000);
  }

  private static String status(int code, String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"message\":\"%s\"}"
        .formatted(code, message);
  }

  private void answer(int code, String body) {
    serve(json(code, body));
  }

  private static MockResponse json(int code, String body) {
    return new MockResponse()
        .setResponseCode(code)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  private void serve(MockResponse response) {
    serve(request -> response);
  }

  private void serve(Function<RecordedRequest, MockResponse> answers) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answers.apply(request);
          }
        });
  }

  private ApplyResult.Failed refused(Call call) {
    return refused(call, server.url("/").toString(), PATIENT);
  }

  private static ApplyResult.Failed refused(Call call, String url, int timeout) {
    try (KubernetesClient client = client(url, timeout)) {
      Throwable thrown = catchThrowable(() -> call.of(new ObjectClient(client, new NoCache())));
      assertThat(thrown).isInstanceOf(KubernetesClientException.class);
      return ApiError.of(
          (KubernetesClientException) thrown, Call.quotas(), "ResourceQuota golden-quota");
    }
  }

  private static KubernetesClient client(String url, int timeout) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withRequestTimeout(timeout)
                .build())
        .build();
  }
}
