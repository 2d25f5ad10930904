package dev.goldenpath.operator.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A container image in the format of {@code docker save}.
 *
 * @param configuration the image's configuration: user, entrypoint, ports, history
 * @param layers the lowest first
 */
record ImageArchive(JsonNode configuration, List<Layer> layers) {

  /**
   * A file or folder of a layer.
   *
   * @param header its name, mode, owner and times
   * @param content empty for a folder
   */
  record Entry(TarArchiveEntry header, byte[] content) {
    String name() {
      return header.getName();
    }
  }

  /**
   * One layer.
   *
   * @param purpose what the builder says that it is for
   * @param size in bytes, as it is moved: compressed
   */
  record Layer(String purpose, long size, List<Entry> entries) {
    /** The names of its files, without folders. */
    List<String> files() {
      return entries.stream().filter(entry -> entry.header().isFile()).map(Entry::name).toList();
    }
  }

  /**
   * Reads an image that was built on an empty base, so that each step of its history is a layer.
   */
  static ImageArchive read(Path archive) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, byte[]> parts = new HashMap<>();
    try (InputStream file = Files.newInputStream(archive)) {
      entries(file).forEach(entry -> parts.put(entry.name(), entry.content()));
    }
    JsonNode manifest = json.readTree(parts.get("manifest.json")).path(0);
    JsonNode configuration = json.readTree(parts.get(manifest.path("Config").asText()));
    JsonNode history = configuration.path("history");
    List<Layer> layers = new ArrayList<>();
    for (JsonNode name : manifest.path("Layers")) {
      byte[] content = parts.get(name.asText());
      String purpose = history.path(layers.size()).path("comment").asText();
      try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(content))) {
        layers.add(new Layer(purpose, content.length, entries(plain)));
      }
    }
    return new ImageArchive(configuration, layers);
  }

  private static List<Entry> entries(InputStream archive) throws IOException {
    List<Entry> entries = new ArrayList<>();
    TarArchiveInputStream tar = new TarArchiveInputStream(archive);
    for (TarArchiveEntry next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
      entries.add(new Entry(next, tar.readAllBytes()));
    }
    return entries;
  }

  /** What is in all layers. */
  Stream<Entry> entries() {
    return layers.stream().flatMap(layer -> layer.entries().stream());
  }

  /** The content of a file, by its name without a leading slash. */
  byte[] content(String name) {
    return entries()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The image has no " + name))
        .content();
  }

  /** The command that a container runs. */
  List<String> entrypoint() {
    List<String> command = new ArrayList<>();
    configuration.path("config").path("Entrypoint").forEach(word -> command.add(word.asText()));
    return command;
  }

  /** Writes all layers into a folder, as if it were the root. */
  void unpack(Path root) throws IOException {
    for (Entry entry : entries().toList()) {
      Path target = root.resolve(entry.name());
      if (entry.header().isDirectory()) {
        Files.createDirectories(target);
      } else {
        Files.write(target, entry.content());
      }
    }
  }
}
