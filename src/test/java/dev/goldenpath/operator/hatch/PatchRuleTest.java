package dev.goldenpath.operator.hatch;

import static dev.goldenpath.operator.hatch.Patched.METADATA;
import static dev.goldenpath.operator.hatch.Patched.apply;
import static dev.goldenpath.operator.hatch.Patched.problem;
import static dev.goldenpath.operator.hatch.Patched.problemOf;
import static dev.goldenpath.operator.hatch.Patched.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchRuleTest {
  private static final String QUOTA =
      """
      {"apiVersion": "v1", "kind": "ResourceQuota",
       "metadata": {
         "name": "golden-quota", "namespace": "shop",
         "labels": {"app.kubernetes.io/managed-by": "golden-service-operator",
                    "goldenpath.dev/service": "shop"}},
       "spec": {"hard": {"pods": "20"}}}
      """;
  private static final String MONITOR =
      """
      {"metadata": {"name": "shop"},
       "spec": {"endpoints": [{"port": "web", "relabelings": [{"targetLabel": "job"}]}]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind": "Secret"}                                                | /kind
          {"kind": null}                                                    | /kind
          {"apiVersion": "v2"}                                              | /apiVersion
          {"metadata": {"name": "other"}}                                   | /metadata/name
          {"metadata": {"namespace": "cart"}}                               | /metadata/namespace
          {"metadata": {"finalizers": ["example.org/stay"]}}                | /metadata/finalizers/0
          {"metadata": {"ownerReferences": [{"uid": "1"}]}}                 | /metadata/ownerReferences/0/uid
          {"metadata": {"generateName": "x"}}                               | /metadata/generateName
          {"metadata": null}                                                | /metadata/labels/app.kubernetes.io~1managed-by
          {"metadata": "none"}                                              | /metadata
          {"metadata": {"labels": null}}                                    | /metadata/labels/app.kubernetes.io~1managed-by
          {"metadata": {"labels": []}}                                      | /metadata/labels
          {"metadata": {"labels": {"app.kubernetes.io/managed-by": "me"}}}  | /metadata/labels/app.kubernetes.io~1managed-by
          {"metadata": {"labels": {"goldenpath.dev/service": "cart"}}}      | /metadata/labels/goldenpath.dev~1service
          {"metadata": {"labels": {"goldenpath.dev/service": null}}}        | /metadata/labels/goldenpath.dev~1service
          {"metadata": {"labels": {"goldenpath.dev/new": "x"}}}             | /metadata/labels/goldenpath.dev~1new
          {"metadata": {"labels": {"goldenpath.dev/new": {"a": "x"}}}}      | /metadata/labels/goldenpath.dev~1new/a
          {"metadata": {"labels": {"x.goldenpath.dev/new": "x"}}}           | /metadata/labels/x.goldenpath.dev~1new
          {"metadata": {"annotations": {"goldenpath.dev/unmanaged": "x"}}}  | /metadata/annotations/goldenpath.dev~1unmanaged
          {"metadata": {"labels": {"a": "b"}}, "spec": {"hard": null}}      | /spec/hard/pods
          {"spec": {"hard": {"pods": 20}}}                                  | /spec/hard/pods
          {"spec": {"scopes": ["Terminating"]}}                             | /spec/scopes/0
          {"status": {"hard": {}}}                                          | /status/hard
          """)
  void what_is_not_on_the_list_is_closed_and_what_tells_the_owner_always(
      String patch, String pointer) {
    for (List<String> patchable :
        List.of(
            METADATA,
            List.of(
                "/metadata/labels/app.kubernetes.io~1managed-by",
                "/metadata/labels/goldenpath.dev~1*",
                "/metadata/labels/*goldenpath.dev~1new",
                "/metadata/labels/a",
                "/metadata/annotations/goldenpath.dev~1unmanaged"))) {
      assertThat(problemOf(patchable, patch, QUOTA))
          .isEqualTo(
              "changes \"%s\", which is not patchable; a patch of golden-quota may change %s"
                  .formatted(pointer, String.join(", ", patchable)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\": {\"labels\": {\"example.org/cost\": \"shop\"}}}",
        "{\"metadata\": {\"labels\": {\"app.kubernetes.io/part-of\": \"shop\"}}}",
        "{\"metadata\": {\"labels\": {\"goldenpath.dev.example.org/x\": \"shop\"}}}",
        "{\"metadata\": {\"annotations\": {\"a\": \"b\"}}}",
        "{\"kind\": \"ResourceQuota\", \"metadata\": {\"annotations\": {\"a\": \"b\"}}}",
        "{\"spec\": {\"hard\": {\"count/pods\": \"5\"}}}",
        "{\"spec\": {\"hard\": {\"count/\": \"5\"}}}",
        "{\"spec\": {\"hard\": {\"count/jobs.batch/x\": \"5\"}}}"
      })
  void what_is_on_the_list_is_open(String patch) throws InvalidHatchException {
    List<String> patchable = new ArrayList<>(METADATA);
    patchable.add("/spec/hard/count~1*");
    assertThat(apply(patchable, patch, QUOTA))
        .containsExactly(MergePatch.merge(read(patch), read(QUOTA)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /spec/a/*/c    | {"spec": {"a": {"b": {"c": 1}}}}           | -
          /spec/a/*/c    | {"spec": {"a": {"b": {"c": {"d": 1}}}}}    | -
          /spec/a/*/c    | {"spec": {"a": {"": {"c": 1}}}}            | -
          /spec/a/*/c    | {"spec": {"a": {"b": {"b": {"c": 1}}}}}    | /spec/a/b/b/c
          /spec/a/*/c    | {"spec": {"a": {"b": {"cc": 1}}}}          | /spec/a/b/cc
          /spec/a/*/c    | {"spec": {"a": {"b/c": {"c": 1}}}}         | -
          /spec/a/*/c    | {"spec": {"a": {"b/c": 1}}}                | /spec/a/b~1c
          /spec/a/*/c    | {"spec": {"a": {"c": 1}}}                  | /spec/a/c
          /spec/a/*/c    | {"spec": {"a": 1}}                         | /spec/a
          /spec/log_*    | {"spec": {"log_level": 1, "log_": 1}}      | -
          /spec/log_*    | {"spec": {"logs": 1}}                      | /spec/logs
          /spec/log_*    | {"spec": {"x": {"log_level": 1}}}          | /spec/x/log_level
          /spec/a.b      | {"spec": {"a.b": 1}}                       | -
          /spec/a.b      | {"spec": {"acb": 1}}                       | /spec/acb
          /spec/a        | {"spec": {"ab": 1}}                        | /spec/ab
          """)
  void a_star_is_any_characters_of_one_step(String patchable, String patch, String closed) {
    String object = "{\"metadata\": {\"name\": \"x\"}}";
    if (closed == null) {
      assertThat(problem(List.of(patchable), patch, object)).isEmpty();
    } else {
      assertThat(problemOf(List.of(patchable), patch, object))
          .startsWith("changes \"" + closed + "\", which is not patchable");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {"port": "web", "relabelings": [{"targetLabel": "job"}], "scrapeTimeout": "9s"} | -
          {"relabelings": [{"targetLabel": "job"}], "scrapeTimeout": "9s"} | /spec/endpoints/0/port
          {"port": "web", "scrapeTimeout": "9s"}                           | /spec/endpoints/0/relabelings/0/targetLabel
          {"port": "web", "relabelings": [{"targetLabel": "cluster"}]}     | /spec/endpoints/0/relabelings/0/targetLabel
          {"port": "web", "relabelings": [{"targetLabel": "job"}]}, {"port": "admin"} | /spec/endpoints/1/port
          {"port": "web", "relabelings": [{"targetLabel": "job"}]}, {"scrapeTimeout": "9s"} | -
          ''                                                               | /spec/endpoints/0/port
          """)
  void a_list_that_is_replaced_is_judged_by_what_differs(String elements, String closed) {
    List<String> patchable = List.of("/spec/endpoints/*/scrapeTimeout");
    String patch = "{\"spec\": {\"endpoints\": [" + elements + "]}}";
    assertThat(problem(patchable, patch, MONITOR).orElse("nothing"))
        .startsWith(closed == null ? "nothing" : "changes \"" + closed + "\"");
  }

  /** Null in a list, or in an object there, is something: the API server reads an empty rule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"spec": {"ingress": []}}                             | /spec/ingress
          {"spec": {"ingress": [null]}}                         | /spec/ingress/0
          {"spec": {"ingress": [{}]}}                           | /spec/ingress/0
          {"spec": {"ingress": [[null]]}}                       | /spec/ingress/0/0
          {"spec": {"ingress": [{"from": null}]}}               | /spec/ingress/0/from
          {"spec": {"ingress": [{"from": [{"a": null}]}]}}      | /spec/ingress/0/from/0/a
          {"spec": {"ingress": {}}}                             | /spec/ingress
          {"spec": {"egress": [{"to": "all"}, null]}}           | /spec/egress/1
          {"spec": {"egress": [{"to": "all", "ports": null}]}}  | /spec/egress/0/ports
          """)
  void nothing_gets_past_by_being_null_or_empty(String patch, String closed) {
    String object =
        "{\"metadata\": {\"name\": \"x\"}, \"spec\": {\"egress\": [{\"to\": \"all\"}]}}";
    assertThat(problemOf(List.of("/spec/*/*/open"), patch, object))
        .startsWith("changes \"" + closed + "\", which is not patchable");
  }

  @Test
  void a_rule_that_lists_nothing_is_closed() {
    assertThat(new PatchRule(List.of()).isClosed()).isTrue();
    assertThat(new PatchRule(METADATA).isClosed()).isFalse();
    assertThat(problemOf(List.of(), "{\"spec\": 1}", QUOTA)).startsWith("changes \"/spec\"");
  }
}
