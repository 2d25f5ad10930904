package dev.goldenpath.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * The operator's requests, from the API server's audit log. Those of an admin in its name are not
 * its own. Reads each line once.
 */
public final class AuditLog {
  private static final String OPERATOR = ServerOptions.OPERATOR;

  /** Bytes read at a time; a line is much shorter. */
  private static final int CHUNK = 8 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<ApiRequest> requests = new ArrayList<>();
  private long position;

  public AuditLog(Path file) {
    this.file = file;
  }

  /** The present moment, to ask later what came after it. */
  public int mark() {
    read();
    return requests.size();
  }

  /** The requests since the mark. */
  public List<ApiRequest> since(int mark) {
    read();
    return List.copyOf(requests.subList(mark, requests.size()));
  }

  /** Waits until the operator has asked for nothing for so long, but which APIs there are. */
  public void awaitQuiet(Duration quiet) {
    AtomicLong seen = new AtomicLong(-1);
    Awaitility.await("the operator asks for nothing")
        .pollDelay(Duration.ZERO)
        .pollInterval(quiet)
        .atMost(quiet.plusSeconds(60))
        .until(
            () -> {
              long now = since(0).stream().filter(request -> !request.discovers()).count();
              return seen.getAndSet(now) == now;
            });
  }

  private void read() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      if (log.length() < position) {
        throw new IllegalStateException(file + " was rotated by the API server");
      }
      while (readChunk(log)) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there was a line more. */
  private boolean readChunk(RandomAccessFile log) throws IOException {
    byte[] unread = new byte[(int) Math.min(CHUNK, log.length() - position)];
    log.seek(position);
    log.readFully(unread);
    String text = new String(unread, StandardCharsets.UTF_8);
    String complete = text.substring(0, text.lastIndexOf('\n') + 1);
    position += complete.getBytes(StandardCharsets.UTF_8).length;
    for (String line : complete.split("\n")) {
      // Most lines are others'; parsing them all would take longer than what is measured.
      if (line.contains(OPERATOR)) {
        add(JSON.readTree(line));
      }
    }
    return !complete.isEmpty();
  }

  /** A watch is answered when it ends, minutes later, so it counts when it begins. */
  private void add(JsonNode event) {
    String counted =
        event.path("verb").asText().equals("watch") ? "ResponseStarted" : "ResponseComplete";
    if (event.path("stage").asText().equals(counted)
        && event.path("user").path("username").asText().equals(OPERATOR)) {
      requests.add(ApiRequest.of(event));
    }
  }
}
