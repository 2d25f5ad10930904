package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a revision holds of a GoldenPath: version, platform and components, as they were written and
 * not as this release understands them. So a revision stays what it is under every release.
 *
 * @param version the version; it names the revision
 * @param spec these fields alone
 */
public record RevisionContent(String version, ObjectNode spec) {
  private static final List<String> FIELDS = List.of("version", "platform", "components");

  /** Sorted: the API server keeps no order of fields. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final int HASH = 16;

  /**
   * The content in the spec of a GoldenPath or a GoldenPathRevision.
   *
   * @param spec as the API server returns it; null if there is none
   */
  public static RevisionContent of(@Nullable Object spec) {
    ObjectNode content = JSON.createObjectNode();
    JsonNode tree = JSON.valueToTree(spec);
    FIELDS.stream().filter(tree::has).forEach(field -> content.set(field, tree.get(field)));
    return new RevisionContent(content.path("version").asText(), content);
  }

  /** The name of its GoldenPathRevision. */
  public String name() {
    return GoldenPathRevision.PREFIX + version;
  }

  /** As a path document, which {@link GoldenPathReader} reads; the spec is copied. */
  JsonNode document() {
    ObjectNode document = JSON.createObjectNode();
    document.put("apiVersion", GoldenPath.API_VERSION);
    document.put("kind", GoldenPath.KIND);
    document.putObject("metadata").put("name", GoldenPathResource.NAME);
    document.set("spec", YamlTree.texts(spec));
    return document;
  }

  /** As the spec of a GoldenPathRevision. */
  public Map<String, Object> fields() {
    return JSON.convertValue(spec, new TypeReference<>() {});
  }

  /** The first 16 hexadecimal digits of a SHA-256 over the canonical JSON of these fields. */
  public String hash() {
    try {
      // As a map, since a tree is not sorted.
      String canonical = JSON.writeValueAsString(fields());
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether both have the same fields with the same values, in any order. */
  public boolean isSame(RevisionContent other) {
    return Objects.equals(fields(), other.fields());
  }
}
