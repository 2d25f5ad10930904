package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.support.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams to clients on loopback that read, or do not. */
@Timeout(60)
class EventStreamsTest {
  /** Much more than the buffers of a connection hold. */
  private static final String LARGE = "x".repeat(1 << 20);

  private final EventStreams events = new EventStreams();
  private final Page page = Page.serve(0, events, Map.of(), Map.of());

  @AfterEach
  void close() {
    page.close();
  }

  private Socket stream() throws IOException {
    String token = page.address().replaceAll(".*=", "");
    Socket socket =
        new RawHttp(page.port())
            .open(
                "GET /events HTTP/1.1\nHost: 127.0.0.1:%d\nCookie: golden-%1$d=%s\n"
                    .formatted(page.port(), token),
                "");
    RawHttp.readUntil(socket.getInputStream(), "data: ");
    return socket;
  }

  @Test
  void a_client_that_never_reads_delays_nobody() throws IOException {
    AtomicReference<String> seen = new AtomicReference<>("");
    try (Socket mute = stream();
        Socket reading = stream()) {
      Thread reader = new Thread(() -> read(reading, seen));
      reader.start();
      for (int at = 0; at < 40; at++) {
        events.publish("large " + at + LARGE);
      }
      assertThat(stuckSenders()).isNotZero();
      events.publish("last one");
      await().until(() -> seen.get().contains("last one"));
      assertThat(mute.isConnected()).isTrue();
    }
  }

  private static void read(Socket socket, AtomicReference<String> seen) {
    byte[] buffer = new byte[1 << 16];
    try (InputStream stream = socket.getInputStream()) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        String text = new String(buffer, 0, count, java.nio.charset.StandardCharsets.UTF_8);
        seen.updateAndGet(before -> before.substring(Math.max(0, before.length() - 100)) + text);
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static long stuckSenders() {
    return senders().filter(EventStreamsTest::writes).count();
  }

  private static java.util.stream.Stream<Thread> senders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("page-stream"));
  }

  private static boolean writes(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("write")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_page_that_ends_also_ends_the_stream_of_a_client_that_never_reads() throws IOException {
    try (Socket mute = stream()) {
      for (int at = 0; at < 40; at++) {
        events.publish(LARGE);
      }
      await().until(() -> stuckSenders() > 0);
      page.close();
      await().until(() -> senders().findAny().isEmpty());
      assertThat(mute.isConnected()).isTrue();
    }
  }

  @Test
  void a_client_that_comes_late_begins_with_the_last_event() throws IOException {
    events.publish("the state");
    try (Socket late = stream()) {
      events.publish("the next");
      assertThat(RawHttp.readUntil(late.getInputStream(), "data: the next")).isNotEmpty();
    }
  }
}
