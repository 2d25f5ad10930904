package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects and patches as JSON, and what becomes of the ones by the others. */
final class Patched {
  static final List<String> METADATA = List.of("/metadata/labels/*", "/metadata/annotations/*");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Patched() {}

  static List<Map<String, Object>> apply(List<String> patchable, String patch, String... objects)
      throws InvalidHatchException {
    List<Map<String, Object>> trees = new ArrayList<>();
    for (String object : objects) {
      trees.add(read(object));
    }
    return new PatchRule(patchable).apply(MergePatch.parse(patch), trees);
  }

  static Optional<String> problem(List<String> patchable, String patch, String... objects) {
    try {
      apply(patchable, patch, objects);
      return Optional.empty();
    } catch (InvalidHatchException e) {
      return Optional.of(e.getMessage());
    }
  }

  static String problemOf(List<String> patchable, String patch, String... objects) {
    return assertThatExceptionOfType(InvalidHatchException.class)
        .isThrownBy(() -> apply(patchable, patch, objects))
        .actual()
        .getMessage();
  }

  static Map<String, Object> read(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
