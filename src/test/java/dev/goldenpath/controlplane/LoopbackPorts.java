package dev.goldenpath.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Free ports for servers that cannot tell us which one they took. All are held at once, so that no
 * two are the same; another process may still take one before our server does.
 */
public record LoopbackPorts(int etcd, int etcdPeer, int apiServer) {
  static LoopbackPorts free() {
    List<Integer> ports = free(3);
    return new LoopbackPorts(ports.get(0), ports.get(1), ports.get(2));
  }

  /** So many ports, no two the same. */
  public static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    } finally {
      held.forEach(LoopbackPorts::release);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
