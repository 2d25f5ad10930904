package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.OpenWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What happened in between is never seen: the events of a kind are held during the workload, then
 * the server says that it has forgotten them, and the operator lists anew.
 */
final class Unseen extends Disturbance {
  static final String GONE =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
      "message":"too old resource version","reason":"Expired","code":410}}\
      """;

  private final String service;
  private final String kind;
  private final CountDownLatch until = new CountDownLatch(1);
  private volatile List<OpenWatch> held = List.of();

  Unseen(String service, String kind) {
    this.service = service;
    this.kind = kind;
  }

  @Override
  void begin(Lane lane, Stage stage) {
    held = lane.replicas().stream().flatMap(each -> each.route().watches(kind).stream()).toList();
  }

  @Override
  public void beforeEvent(ApiCall watch, String event) throws InterruptedException {
    if (watch.isOf(kind) && HeldEvents.isAbout(event, service) && until.getCount() > 0) {
      happened();
      until.await();
    }
  }

  @Override
  void release() {
    until.countDown();
  }

  @Override
  void acted(Lane lane, Stage stage) {
    stage.await("unseen", this::isMet);
    try {
      for (OpenWatch watch : held) {
        watch.say(GONE);
        watch.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      until.countDown();
      end();
    }
  }
}
