package dev.goldenpath.tryout;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An index of prebuilt control planes on loopback, with one archive in it. */
final class EnvtestIndex implements AutoCloseable {
  /** The version that it has. */
  static final String VERSION = "1.35.0";

  private final HttpServer server;
  private final String archiveName;

  private EnvtestIndex(HttpServer server, String archiveName) {
    this.server = server;
    this.archiveName = archiveName;
  }

  /** Serves these binaries; the index tells the truth about them. */
  static EnvtestIndex of(Path folder, List<Path> binaries)
      throws IOException, InterruptedException, GeneralSecurityException {
    byte[] archive = archive(folder, binaries);
    byte[] sum = MessageDigest.getInstance("SHA-512").digest(archive);
    return serve(VERSION, archive, HexFormat.of().formatHex(sum));
  }

  /** Serves an archive that is not the one of the index. */
  static EnvtestIndex tampered(Path folder, List<Path> binaries)
      throws IOException, InterruptedException {
    return serve(VERSION, archive(folder, binaries), "0".repeat(128));
  }

  /** Serves control planes of a version that nobody asks for. */
  static EnvtestIndex ofAnotherVersion() throws IOException {
    return serve("1.20.0", new byte[0], "0".repeat(128));
  }

  private static EnvtestIndex serve(String version, byte[] archive, String sum) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String name = "envtest-v%s-%s.tar.gz".formatted(version, platform());
    EnvtestIndex index = new EnvtestIndex(server, name);
    String text =
        "releases: {v%s: {%s: {hash: %s, selfLink: \"%s\"}}}"
            .formatted(version, name, sum, index.address(name));
    answer(server, "/index.yaml", text.getBytes(StandardCharsets.UTF_8));
    answer(server, "/" + name, archive);
    server.start();
    return index;
  }

  private static void answer(HttpServer server, String path, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  private static byte[] archive(Path folder, List<Path> binaries)
      throws IOException, InterruptedException {
    Path content = Files.createDirectories(folder.resolve("controller-tools/envtest"));
    for (Path binary : binaries) {
      Files.copy(binary, content.resolve(binary.getFileName()));
    }
    Path archive = folder.resolve("archive.tar.gz");
    String tar = "tar -c controller-tools | gzip -1 >archive.tar.gz";
    new ProcessBuilder("sh", "-c", tar).directory(folder.toFile()).inheritIO().start().waitFor();
    return Files.readAllBytes(archive);
  }

  /** As the archives are named. */
  static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return Stream.of(os.startsWith("mac") ? "darwin" : os, arch.equals("aarch64") ? "arm64" : arch)
        .reduce((left, right) -> left + "-" + right)
        .orElseThrow();
  }

  /** What GOLDEN_ENVTEST_INDEX is set to. */
  String url() {
    return address("index.yaml");
  }

  String archiveName() {
    return archiveName;
  }

  private String address(String file) {
    return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), file);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
