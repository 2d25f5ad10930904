package dev.goldenpath.operator.reconcile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads requests and answers none of them as a server should. */
public final class BadServer implements AutoCloseable {
  private final ServerSocket listening;
  private final String answer;
  private final boolean cuts;
  private final AtomicInteger requests = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private BadServer(String answer, boolean cuts) {
    this.answer = answer;
    this.cuts = cuts;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.submit(this::accept);
  }

  /** Closes the connection in place of an answer. */
  public static BadServer thatCuts() {
    return new BadServer("", true);
  }

  /** Never answers. */
  public static BadServer thatIsSilent() {
    return new BadServer("", false);
  }

  /** Begins an answer and never ends it. */
  public static BadServer thatStopsInTheMiddle() {
    return new BadServer(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"kind\":",
        false);
  }

  public String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** How many requests came. */
  public int requests() {
    return requests.get();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      open.add(client);
      threads.submit(() -> serve(client));
    }
  }

  private Void serve(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        requests.incrementAndGet();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        head.setLength(0);
        if (cuts) {
          client.close();
          return null;
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      listening.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
