package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.component.DashboardComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectDiffTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectDiff.Names NAMES = ObjectDiff.Names.of("post", "post-tickets");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": "post"}                   | {"a": "post-tickets"}
          {"a": "x post; post-golden"}    | {"a": "x post-tickets; post-tickets-golden"}
          {"post.json": 1}                | {"post-tickets.json": 1}
          {"a": "postgres"}               | {"a": "postgres"}
          {"status": {"a": 1}, "b": [1]}  | {"status": {"a": 2}, "b": [1]}
          {"metadata": {"name": "post", "uid": "1", "managedFields": []}} | {"metadata": {"name": "post-tickets", "uid": "2"}}
          {"metadata": {"labels": {"goldenpath.dev/service": "post", "app.kubernetes.io/managed-by": "golden-service-operator"}}} | {"metadata": {}}
          {"metadata": {"annotations": {"override.goldenpath.dev/x": "1"}}} | {}
          """)
  void names_and_bookkeeping_make_no_difference(String one, String other) {
    assertThat(diff(one, other.equals("{}") ? "{\"metadata\":{}}" : other)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": {"b": 1}}              | {"a": {"b": 2}}             | .a.b: 1 on the paved road, 2 by tickets
          {"a": [{"b": 1}]}            | {"a": [{"b": 2}]}           | .a[0].b: 1 on the paved road, 2 by tickets
          {"a": [1]}                   | {"a": [1, 2]}               | .a: [1] on the paved road, [1,2] by tickets
          {"a": 1}                     | {"b": 1}                    | .a: 1 on the paved road, absent by tickets
          {"a": "1"}                   | {"a": 1}                    | .a: 1 on the paved road, 1 by tickets
          {"a": "post-tickets"}        | {"a": "post"}               | .a: post-tickets on the paved road, post by tickets
          {"a": "post"}                | {"a": "post"}               | .a: post on the paved road, post by tickets
          {"metadata": {"labels": {"x": "1"}}} | {"metadata": {}}    | .metadata.labels: {"x":"1"} on the paved road, absent by tickets
          """)
  void a_difference_is_named_with_both_values(String one, String other, String difference) {
    assertThat(diff(one, other)).first().isEqualTo(difference);
  }

  @Test
  void ids_that_are_derived_from_the_names_make_no_difference() {
    assertThat(
            diff(
                "{\"a\":\"{uid: %s}\"}".formatted(DashboardComponent.uid("post")),
                "{\"a\":\"{uid: %s}\"}".formatted(DashboardComponent.uid("post-tickets"))))
        .isEmpty();
  }

  @Test
  void long_values_and_control_characters_are_cut_and_escaped() {
    assertThat(diff("{\"a\": \"\\u001b[31m" + "x".repeat(70_000) + "\"}", "{\"a\": 1}"))
        .singleElement()
        .satisfies(each -> assertThat(each).startsWith(".a: \\u001b[31mx").hasSizeLessThan(200));
  }

  @Test
  void a_comparison_counts_the_equal_ones() {
    Comparison comparison =
        new Comparison(
            List.of(
                new Comparison.Pair("Namespace post", List.of()),
                new Comparison.Pair("Cluster postgres", List.of(".a: 1 and 2"))));

    assertThat(comparison.verdict()).isEqualTo("1 of 2 equal");
  }

  private static List<String> diff(String one, String other) {
    try {
      return ObjectDiff.between(NAMES, JSON.readTree(one), JSON.readTree(other));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
