package dev.goldenpath.operator.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deserialisers that never fail. The schema normally guarantees the shape, but an object stored
 * under a looser schema must not affect others: one unreadable object ends a watch.
 */
final class LenientReading {
  private LenientReading() {}

  /**
   * Any JSON value as a string; a value of another type becomes its JSON, so that a message can
   * show it.
   */
  static final class AsText extends JsonDeserializer<String> {
    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return text(parser.readValueAsTree());
    }
  }

  /** A list of texts; any other value reads as a list of its text alone. */
  static final class AsTexts extends JsonDeserializer<List<String>> {
    @Override
    public @Nullable List<String> deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode value = parser.readValueAsTree();
      if (value.isNull()) {
        return null;
      }
      List<String> texts = new ArrayList<>();
      (value.isArray() ? value : List.of(value))
          .forEach(each -> texts.add(Objects.requireNonNullElse(text(each), "null")));
      return texts;
    }
  }

  private static @Nullable String text(JsonNode value) {
    return value.isNull() ? null : value.isValueNode() ? value.asText() : value.toString();
  }

  /** A spec; anything other than an object reads as an empty one, which the plan then refuses. */
  static final class OfSpec extends JsonDeserializer<GoldenServiceSpec> {
    @Override
    public GoldenServiceSpec deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode value = parser.readValueAsTree();
      return value.isObject()
          ? parser.getCodec().treeToValue(value, GoldenServiceSpec.class)
          : new GoldenServiceSpec();
    }
  }

  /** A service whose spec is null or absent gets an empty one, so that the spec is never null. */
  static final class WithSpec extends StdConverter<GoldenService, GoldenService> {
    @Override
    public GoldenService convert(GoldenService service) {
      if (service.getSpec() == null) {
        service.setSpec(new GoldenServiceSpec());
      }
      return service;
    }
  }

  /** A status; the readable parts of an invalid one are kept, and the rest is rewritten. */
  static final class OfStatus extends JsonDeserializer<GoldenServiceStatus> {
    @Override
    public @Nullable GoldenServiceStatus deserialize(
        JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode value = parser.readValueAsTree();
      try {
        return parser.getCodec().treeToValue(value, GoldenServiceStatus.class);
      } catch (JsonProcessingException unreadable) {
        @Nullable String service =
            parser.currentValue() instanceof GoldenService owner && owner.getMetadata() != null
                ? owner.getMetadata().getName()
                : null;
        return new StatusRescue(parser.getCodec()).rescue(service, value);
      }
    }
  }
}
