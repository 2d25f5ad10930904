package dev.goldenpath.operator.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A watch that goes through a {@link FaultProxy}: a test can say something in it, or end it. */
public final class OpenWatch {
  private final ApiCall call;
  private final InputStream server;
  private final OutputStream client;
  private boolean ended;

  OpenWatch(ApiCall call, InputStream server, OutputStream client) {
    this.call = call;
    this.server = server;
    this.client = client;
  }

  /** What is watched. */
  public ApiCall call() {
    return call;
  }

  /** Gives the client the events as they come, each when the gate has let it pass. */
  public void relay(Passage.EventGate gate) throws IOException, InterruptedException {
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(server, StandardCharsets.UTF_8))) {
      for (String event = events.readLine(); event != null; event = events.readLine()) {
        gate.pass(event);
        say(event);
      }
    } catch (IOException e) {
      if (!isEnded()) {
        throw e;
      }
    } finally {
      end();
    }
  }

  /** Gives the client a line that the server never sent; nothing once the watch has ended. */
  public synchronized void say(String line) throws IOException {
    if (!ended) {
      client.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      client.flush();
    }
  }

  /** Ends it on both sides; what was held back is never said. */
  public synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      server.close();
      client.close();
    } catch (IOException e) {
      // The client has gone before, which ends the watch as well.
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }
}
