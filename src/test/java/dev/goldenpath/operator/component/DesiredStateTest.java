package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.component.DesiredState.Variant;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.Plans;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DesiredStateTest {
  private static final ServicePlan WHOLE =
      Rendering.whole(RenderedWorkload.onAGateway(), "gold", Map.of());

  private static final String KEY = "patch.goldenpath.dev/";
  private static final String FIVE_PODS = "{\"spec\":{\"hard\":{\"count/pods\":\"5\"}}}";
  private static final String NINE_PODS = "{\"spec\":{\"hard\":{\"count/pods\":\"9\"}}}";
  private static final String MORE_CPU = "{\"spec\":{\"hard\":{\"requests.cpu\":\"99\"}}}";

  @ParameterizedTest
  @MethodSource("components")
  void without_a_patch_the_objects_are_the_components_own(Component component) {
    ServicePlan plan = WHOLE;
    List<JsonNode> own = component.desired(plan).stream().map(DesiredStateTest::json).toList();
    DesiredState desired = DesiredState.of(component, plan);

    assertThat(own).isNotEmpty();
    assertThat(desired.rejected()).isEmpty();
    assertThat(desired.variants())
        .singleElement()
        .satisfies(
            variant -> {
              assertThat(variant.patch()).isEmpty();
              assertThat(variant.objects())
                  .map(DesiredObject::resource)
                  .map(DesiredStateTest::json)
                  .isEqualTo(own);
              assertThat(variant.objects())
                  .as("what is compared is what is sent")
                  .allSatisfy(
                      object ->
                          assertThat(json(object.content())).isEqualTo(json(object.resource())));
            });
    assertThat(desired.standard()).isEqualTo(desired.wanted());
  }

  static Stream<Component> components() {
    return Components.ALL.stream();
  }

  /** Objects of the same intent are not rendered again, whatever is live. */
  @ParameterizedTest
  @MethodSource("components")
  void what_is_live_decides_only_about_objects_that_hold_data(Component component) {
    ServicePlan plan = WHOLE;
    Map<String, String> anything = new TreeMap<>();
    plan.values().keySet().forEach(parameter -> anything.put(parameter, "9"));
    ServicePlan other =
        new ServicePlan(
            plan.service(),
            plan.uid(),
            plan.team(),
            plan.tier(),
            plan.requested(),
            plan.deletionPolicy(),
            plan.path(),
            plan.platform(),
            plan.components(),
            plan.values(),
            new LiveValues(anything, true),
            plan.held(),
            plan.hatches());

    assertThat(other.isSameIntent(plan)).isTrue();
    if (!component.holdsData()) {
      assertThat(DesiredState.of(component, other)).isEqualTo(DesiredState.of(component, plan));
    }
  }

  @Test
  void a_patch_is_tried_before_the_last_one_and_that_before_none() {
    DesiredState desired = quota(NINE_PODS, FIVE_PODS);

    assertThat(patches(desired)).containsExactly(NINE_PODS, FIVE_PODS, "none");
    assertThat(desired.variants())
        .map(variant -> hard(variant).get("count/pods"))
        .containsExactly("9", "5", null);
    assertThat(desired.rejected()).isEmpty();
  }

  @Test
  void a_patch_changes_what_it_names_and_nothing_else() {
    DesiredState desired = quota(NINE_PODS, null);
    GenericKubernetesResource patched = desired.variants().get(0).objects().get(0).resource();
    GenericKubernetesResource standard = desired.variants().get(1).objects().get(0).resource();

    assertThat(hard(desired.variants().get(0)))
        .containsAllEntriesOf(hard(desired.variants().get(1)))
        .hasSize(hard(desired.variants().get(1)).size() + 1);
    assertThat(patched.getMetadata()).isEqualTo(standard.getMetadata());
    assertThat(patched.getApiVersion()).isEqualTo("v1");
    assertThat(patched.getKind()).isEqualTo("ResourceQuota");
  }

  @Test
  void a_patch_that_touches_what_is_closed_is_named_and_the_last_one_stays() {
    DesiredState desired = quota(MORE_CPU, FIVE_PODS);

    assertThat(patches(desired)).containsExactly(FIVE_PODS, "none");
    assertThat(desired.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.key()).isEqualTo(KEY + "quota");
              assertThat(rejected.problem())
                  .startsWith(
                      "\""
                          + MORE_CPU
                          + "\" changes \"/spec/hard/requests.cpu\", which is not patchable;")
                  .contains("golden-quota may change /spec/hard/count~1*");
            });
  }

  @Test
  void a_last_patch_that_touches_what_is_closed_now_is_named_as_well() {
    DesiredState desired = quota("{", MORE_CPU);

    assertThat(patches(desired)).containsExactly("none");
    assertThat(desired.rejected()).map(RejectedHatch::key).containsExactly(KEY + "quota");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          slo       | {"metadata": {"labels": {"a": {"b": "c"}}}}                | is invalid: labels and annotations must be strings
          slo       | {"metadata": {"annotations": {"a": []}}}                   | is invalid: labels and annotations must be strings
          slo       | {"metadata": {"labels": []}}                               | changes "/metadata/labels", which is not patchable
          slo       | {"spec": {"groups": [null]}}                               | changes "/spec/groups/0
          network   | {"deny-ingress": {"spec": {"ingress": [null]}}}            | changes "/spec/ingress/0", which is not patchable
          network   | {"deny-ingress": {"spec": {"ingress": [{"from": null}]}}}  | changes "/spec/ingress/0/from", which is not patchable
          network   | {"metadata": {"labels": {"a": "b"}}}                       | has no object named "metadata"
          dashboard | {"metadata": {"name": "other"}}                            | changes "/metadata/name", which is not patchable
          postgres  | {"spec": {"superuserSecret": {"name": "x"}}}               | changes "/spec/superuserSecret/name", which is not patchable
          """)
  void a_patch_that_cannot_be_applied_is_named_and_stops_nothing(
      String component, String patch, String problem) {
    DesiredState desired = desired(component, Map.of(KEY + component, patch), Optional.empty());

    assertThat(patches(desired)).containsExactly("none");
    assertThat(desired.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.key()).isEqualTo(KEY + component);
              assertThat(rejected.problem()).contains("\" " + problem);
            });
  }

  @Test
  void of_several_objects_only_the_one_that_is_named_changes() {
    DesiredState desired =
        desired(
            "network",
            Map.of(
                KEY + "network",
                "{\"deny-ingress\":{\"metadata\":{\"labels\":{\"example.org/cost\":\"shop\"}}}}"),
            Optional.empty());
    List<GenericKubernetesResource> patched =
        desired.variants().get(0).objects().stream().map(DesiredObject::resource).toList();
    List<GenericKubernetesResource> standard =
        desired.variants().get(1).objects().stream().map(DesiredObject::resource).toList();

    assertThat(patched.get(0).getMetadata().getLabels())
        .containsEntry("example.org/cost", "shop")
        .containsEntry("goldenpath.dev/service", "shop");
    assertThat(patched.subList(1, patched.size())).isEqualTo(standard.subList(1, standard.size()));
  }

  private static DesiredState quota(String wanted, String last) {
    return desired(
        "quota",
        Map.of(KEY + "quota", wanted),
        Optional.ofNullable(last)
            .map(
                patch ->
                    Plans.status(
                        "hatches: [{kind: patch, target: quota, component: quota, value: '%s'}]"
                            .formatted(patch))));
  }

  private static DesiredState desired(
      String component, Map<String, String> annotations, Optional<GoldenServiceStatus> before) {
    return DesiredState.of(
        Components.ALL.stream()
            .filter(each -> each.name().equals(component))
            .findFirst()
            .orElseThrow(),
        Plans.plan(annotations, before));
  }

  private static List<String> patches(DesiredState desired) {
    return desired.variants().stream()
        .map(variant -> variant.patch().map(MergePatch::text).orElse("none"))
        .toList();
  }

  private static Map<String, Object> hard(Variant variant) {
    return variant.objects().get(0).resource().get("spec", "hard");
  }

  private static JsonNode json(Object object) {
    return new KubernetesSerialization().convertValue(object, JsonNode.class);
  }
}
