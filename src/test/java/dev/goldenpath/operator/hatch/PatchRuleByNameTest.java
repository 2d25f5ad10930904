package dev.goldenpath.operator.hatch;

import static dev.goldenpath.operator.hatch.Patched.METADATA;
import static dev.goldenpath.operator.hatch.Patched.apply;
import static dev.goldenpath.operator.hatch.Patched.problemOf;
import static dev.goldenpath.operator.hatch.Patched.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchRuleByNameTest {

  @Test
  void of_several_objects_each_is_patched_by_its_name() throws InvalidHatchException {
    String patch = "{\"b\": {\"metadata\": {\"labels\": {\"x\": \"y\"}}}}";
    assertThat(apply(METADATA, patch, named("a"), named("b"), named("c")))
        .containsExactly(
            read(named("a")),
            read("{\"metadata\": {\"name\": \"b\", \"labels\": {\"x\": \"y\"}}}"),
            read(named("c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"allow-platfrom": {"spec": {}}}       | has no object named "allow-platfrom"; did you mean allow-platform?
          {"metadata": {"labels": {"a": "b"}}}   | has no object named "metadata"; did you mean
          {"deny-ingress": "off"}                | must hold a JSON object for deny-ingress
          {"deny-ingress": []}                   | must hold a JSON object for deny-ingress
          {"deny-ingress": null}                 | must hold a JSON object for deny-ingress
          {"deny-ingress": {"kind": "Secret"}}   | changes "/kind", which is not patchable; a patch of deny-ingress may change
          {"deny-ingress": {"metadata": {"labels": {"a": "b"}}}, "x": {}} | has no object named "x"
          """)
  void of_several_objects_none_is_patched_where_one_cannot_be(String patch, String problem) {
    assertThat(problemOf(METADATA, patch, named("deny-ingress"), named("allow-platform")))
        .startsWith(problem);
  }

  @Test
  void where_there_is_no_object_there_is_nothing_to_patch() {
    assertThat(problemOf(METADATA, "{\"metadata\": {}}"))
        .isEqualTo("has no effect: the component has no objects");
  }

  @Test
  void a_message_shows_no_name_raw_or_in_full() {
    String name = "\\u001b\\n" + "x".repeat(4000);
    for (String[] objects : new String[][] {{named("a")}, {named("a"), named("b")}}) {
      assertThat(problemOf(METADATA, "{\"" + name + "\": {\"a\": 1}}", objects))
          .hasSizeLessThan(256)
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @Test
  void of_objects_with_one_name_each_is_patched_by_its_kind() throws InvalidHatchException {
    String labelled = "{\"metadata\": {\"labels\": {\"x\": \"y\"}}}";
    String[] objects = {of("Service", "a"), of("Deployment", "a"), of("Job", "b")};
    assertThat(apply(METADATA, "{\"Deployment\": " + labelled + "}", objects).get(1).toString())
        .contains("x=y");
    assertThat(apply(METADATA, "{\"b\": " + labelled + "}", objects).get(2).toString())
        .contains("x=y");
    assertThat(apply(METADATA, "{\"a\": " + labelled + "}", objects).get(0).toString())
        .as("the first of them, as before there were others")
        .contains("x=y");
    assertThat(problemOf(METADATA, "{\"Deploymint\": {}}", objects))
        .isEqualTo("has no object named \"Deploymint\"; did you mean Deployment?");
    assertThat(problemOf(METADATA, "{\"Job\": {}}", objects)).startsWith("has no object named");
  }

  private static String of(String kind, String name) {
    return "{\"kind\": \"" + kind + "\", \"metadata\": {\"name\": \"" + name + "\"}}";
  }

  private static String named(String name) {
    return "{\"metadata\": {\"name\": \"" + name + "\"}}";
  }
}
