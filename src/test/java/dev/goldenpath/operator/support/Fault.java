package dev.goldenpath.operator.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** What a {@link FaultProxy} does with a request instead of passing it on. */
@FunctionalInterface
public interface Fault {

  /** Deals with the request; returns when no more is to be said to the client. */
  void meet(Passage passage) throws IOException, InterruptedException;

  /** No fault: the server's own answer. */
  static Fault none() {
    return passage -> passage.answer(passage.forward());
  }

  /** The server never hears of it, and the client reads this status. */
  static Fault answer(int status) {
    return passage -> passage.answer(refusal(status));
  }

  /** The same, with the request to come back after so many seconds. */
  static Fault answer(int status, int retryAfterSeconds) {
    return passage -> {
      Passage.Answer refusal = refusal(status);
      Map<String, List<String>> headers = new HashMap<>(refusal.headers());
      headers.put("Retry-After", List.of(String.valueOf(retryAfterSeconds)));
      passage.answer(new Passage.Answer(status, headers, refusal.body()));
    };
  }

  /** The server never hears of it, and the client's connection ends. */
  static Fault cutBefore() {
    return Passage::hangUp;
  }

  /** The server has done it, and the client's connection ends without an answer. */
  static Fault cutAfter() {
    return passage -> {
      passage.forward().body().close();
      passage.hangUp();
    };
  }

  /** The server has done it, and the client reads this status, as from a load balancer. */
  static Fault answerAfter(int status) {
    return passage -> {
      passage.forward().body().close();
      passage.answer(refusal(status));
    };
  }

  /** The server hears of it when the latch opens. */
  static Fault holdRequest(CountDownLatch until) {
    return passage -> {
      until.await();
      passage.answer(passage.forward());
    };
  }

  /** The server has done it, and the client hears of that when the latch opens. */
  static Fault holdAnswer(CountDownLatch until) {
    return passage -> {
      Passage.Answer answer = passage.forward();
      passage.committed();
      until.await();
      passage.answer(answer);
    };
  }

  /** A watch that stands still at the first such event, and all after it, until the latch opens. */
  static Fault holdEvents(Predicate<String> event, CountDownLatch until) {
    return passage ->
        passage.stream(
            passage.forward(),
            line -> {
              if (event.test(line)) {
                passage.committed();
                until.await();
              }
            });
  }

  private static Passage.Answer refusal(int status) {
    String body =
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","message":"by the proxy","code":%d}\
        """
            .formatted(status);
    return new Passage.Answer(
        status,
        Map.of("Content-Type", List.of("application/json")),
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
