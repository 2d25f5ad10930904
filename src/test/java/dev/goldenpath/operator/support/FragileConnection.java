package dev.goldenpath.operator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a server on loopback, so that a test can cut what goes through it.
 */
public final class FragileConnection implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private FragileConnection(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /** Forwards a free port to the target's. */
  public static FragileConnection to(int target) {
    try {
      FragileConnection connection =
          new FragileConnection(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      connection.threads.submit(connection::accept);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port to use instead of the target's. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Ends every connection, as a load balancer does that is replaced; new ones are taken. */
  public void cut() {
    open.forEach(FragileConnection::end);
  }

  private Void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket server = new Socket(listening.getInetAddress(), target);
      open.add(client);
      open.add(server);
      threads.submit(() -> copy(client, server));
      threads.submit(() -> copy(server, client));
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut by the test, or by either side: the same for the other.
    }
    end(from);
    end(to);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    threads.shutdownNow();
  }
}
