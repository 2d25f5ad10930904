package dev.goldenpath.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.hatch.MergePatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Objects as text. The YAML is that of the client's serializer, which quotes whatever would be read
 * as another type.
 */
public final class ObjectText {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ObjectText() {}

  /**
   * One document, which begins with {@code ---}.
   *
   * @param content as in JSON
   */
  public static String yaml(Map<String, Object> content) {
    return Serialization.asYaml(content);
  }

  /** A list of objects. */
  public static String json(List<Map<String, Object>> contents) {
    try {
      return JSON.writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", contents))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of the file of an object in a folder: {@code resourcequota-golden-quota.yaml}. */
  public static String fileName(DesiredObject object) {
    return object.kind().kind().toLowerCase(Locale.ROOT) + "-" + object.name() + ".yaml";
  }

  /** The content of an object; only the API server gives a service the uid that marks its own. */
  public static Map<String, Object> content(DesiredObject object, boolean hasUid) {
    if (hasUid
        || !object.resource().getMetadata().getAnnotations().containsKey(Annotations.SERVICE_UID)) {
      return object.content();
    }
    Map<String, Object> annotation = new HashMap<>();
    annotation.put(Annotations.SERVICE_UID, null);
    return MergePatch.merge(
        Map.of("metadata", Map.of("annotations", annotation)), object.content());
  }
}
