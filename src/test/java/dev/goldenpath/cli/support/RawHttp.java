package dev.goldenpath.cli.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests as bytes: clients of the JDK would correct what an attacker sends. */
public final class RawHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int port;

  /** Requests to that port of loopback. */
  public RawHttp(int port) {
    this.port = port;
  }

  /** A connection that sent this; lines are separated by line feeds. */
  public Socket open(String head, String body) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    // An answer that never ends, where a refusal was due, is a failure and not a hang.
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket
        .getOutputStream()
        .write(
            (head.strip().replace("\n", "\r\n") + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** The whole answer, for a request that closes the connection. */
  public String answer(String head, String body) throws IOException {
    try (Socket socket = open(head.strip() + "\nConnection: close", body)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Reads until a text has come; a stream stays alive by comments, which must not hide a lack. */
  public static String readUntil(InputStream stream, String text) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!read.toString(StandardCharsets.UTF_8).contains(text)) {
      int count = stream.read(buffer);
      if (count < 0 || System.nanoTime() > end) {
        throw new IOException("ended after: " + read.toString(StandardCharsets.UTF_8));
      }
      read.write(buffer, 0, count);
    }
    return read.toString(StandardCharsets.UTF_8);
  }
}
