package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergePatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The examples in appendix A of RFC 7396, each as a field so that none is the whole patch. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":"b"}         | {"a":"c"}                   | {"a":"c"}
          {"a":"b"}         | {"b":"c"}                   | {"a":"b","b":"c"}
          {"a":"b"}         | {"a":null}                  | {}
          {"a":"b","b":"c"} | {"a":null}                  | {"b":"c"}
          {"a":["b"]}       | {"a":"c"}                   | {"a":"c"}
          {"a":"c"}         | {"a":["b"]}                 | {"a":["b"]}
          {"a":{"b":"c"}}   | {"a":{"b":"d","c":null}}    | {"a":{"b":"d"}}
          {"a":[{"b":"c"}]} | {"a":[1]}                   | {"a":[1]}
          ["a","b"]         | ["c","d"]                   | ["c","d"]
          {"a":"b"}         | ["c"]                       | ["c"]
          {"a":"foo"}       | "bar"                       | "bar"
          {"e":null}        | {"a":1}                     | {"e":null,"a":1}
          [1,2]             | {"a":"b","c":null}          | {"a":"b"}
          {}                | {"a":{"bb":{"ccc":null}}}   | {"a":{"bb":{}}}
          """)
  void a_patch_merges_as_the_rfc_says(String original, String patch, String result)
      throws JsonProcessingException {
    assertThat(MergePatch.merge(Map.of("x", read(patch)), Map.of("x", read(original))))
        .isEqualTo(Map.of("x", read(result)));
  }

  @Test
  void null_removes_whatever_is_there() {
    assertThat(
            MergePatch.merge(
                Collections.singletonMap("x", null), Map.of("x", Map.of("a", "foo"), "y", 1)))
        .isEqualTo(Map.of("y", 1));
  }

  @Test
  void the_target_stays_as_it_was() throws JsonProcessingException {
    String text = "{\"a\":{\"b\":{\"c\":[1]}}}";
    Object target = read(text);
    MergePatch.merge((Map<?, ?>) read("{\"a\":{\"b\":{\"c\":null,\"d\":1}}}"), target);
    assertThat(target).isEqualTo(read(text));
  }

  @Test
  void a_patch_keeps_its_text_and_says_what_it_holds() throws InvalidHatchException {
    String text = " {\"spec\": {\"a\": null, \"b\": [1, {\"c\": true}]}}\n";
    MergePatch patch = MergePatch.parse(text);
    assertThat(patch.text()).isEqualTo(text);
    assertThat(patch.content())
        .containsOnlyKeys("spec")
        .extractingByKey("spec")
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("a", null)
        .containsKey("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''              | must be one JSON object, such as {"spec": {…}}
          '  '            | must be one JSON object, such as {"spec": {…}}
          []              | must be one JSON object, such as {"spec": {…}}
          [{"a": 1}]      | must be one JSON object, such as {"spec": {…}}
          1               | must be one JSON object, such as {"spec": {…}}
          "spec"          | must be one JSON object, such as {"spec": {…}}
          {"a": 1} {}     | must be one JSON object, such as {"spec": {…}}
          null            | is empty; a patch is a JSON object with at least one field
          {}              | is empty; a patch is a JSON object with at least one field
          {"a": 1} b      | Unrecognized token 'b'
          {"a": 1         | is not valid JSON: line 1, column
          {'a': 1}        | Unexpected character
          spec: {}        | Unrecognized token 'spec'
          {"a": NaN}      | Non-standard token 'NaN'
          {"a": 01}       | Invalid numeric value
          {"a": 1, "a":2} | Duplicate field 'a'
          {"b":{"a":1,"a":1}} | Duplicate field 'a'
          """)
  void what_is_no_patch_is_told_so_and_why(String text, String problem) {
    assertThat(problemOf(text)).contains(problem);
  }

  @Test
  void what_is_no_json_is_told_where() {
    assertThat(problemOf("{\n  \"a\": b}")).matches("is not valid JSON: line 2, column [789]: .+");
  }

  @Test
  void a_patch_has_at_most_8192_characters() throws InvalidHatchException {
    String patch = "{\"a\":\"" + "x".repeat(8192 - 8) + "\"}";
    assertThat(MergePatch.parse(patch).content()).containsOnlyKeys("a");
    assertThat(problemOf(patch + " ")).isEqualTo("has 8193 characters; a patch has at most 8192");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 2000, 4000})
  void one_that_nests_too_deep_is_refused(int levels) {
    assertThat(problemOf("{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}"))
        .startsWith("cannot be read: ");
    assertThat(problemOf("{\"a\":" + "[".repeat(levels))).startsWith("cannot be read: ");
  }

  @Test
  void one_that_just_does_not_is_merged() throws InvalidHatchException {
    String patch = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    Map<String, Object> merged =
        MergePatch.merge(MergePatch.parse(patch).content(), Map.of("a", 1));
    assertThat(ChangedFields.between(Map.of("a", 1), merged)).containsExactly("/a");
    assertThat(ChangedFields.between(Map.of(), merged)).containsExactly("/a".repeat(100));
  }

  @Test
  void a_number_of_a_thousand_digits_is_refused() {
    assertThat(problemOf("{\"a\": " + "9".repeat(2000) + "}")).startsWith("cannot be read: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": \"\u0001\"}",
        "{\"a\": \u001b[31m}",
        "{\"a\n\u202e\": 1, \"b\": x\u0000}",
        "{\"\\u001b[31m\": 1, \"\\u001b[31m\": 2}",
        "\u0085"
      })
  void a_message_holds_nothing_that_could_break_a_line(String text) {
    assertThat(problemOf(text)).doesNotContainPattern("\\p{Cntrl}|\\p{Cf}");
  }

  @Test
  void a_message_is_short_however_long_the_text_is() {
    String name = "x".repeat(3000);
    assertThat(problemOf(name)).hasSizeLessThan(256);
    assertThat(problemOf("{\"" + name + "\":1,\"" + name + "\":2}")).hasSizeLessThan(256);
  }

  private static Object read(String json) throws JsonProcessingException {
    return JSON.readValue(json, Object.class);
  }

  private static String problemOf(String text) {
    return assertThatExceptionOfType(InvalidHatchException.class)
        .isThrownBy(() -> MergePatch.parse(text))
        .actual()
        .getMessage();
  }
}
