package dev.goldenpath.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.ApiCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteTest {
  private static final String NAMESPACED = "/apis/rbac.authorization.k8s.io/v1/namespaces/";

  @ParameterizedTest
  @CsvSource({
    "PATCH, /api/v1/namespaces/shop-1, patch-namespaces",
    "PATCH, /api/v1/namespaces/shop-1/resourcequotas/golden-quota,"
        + " patch-resourcequotas-golden-quota",
    "DELETE, /apis/monitoring.coreos.com/v1/namespaces/shop-1/servicemonitors/shop-1,"
        + " delete-servicemonitors",
    "PATCH, /apis/goldenpath.dev/v1alpha1/goldenservices/shop-1/status,"
        + " patch-goldenservices-status",
  })
  void a_write_has_the_same_name_for_every_service(String method, String path, String name) {
    assertThat(Write.about("shop-1", new ApiCall(method, path, "", "{}"))).hasValue(name);
    assertThat(Write.about("shop", new ApiCall(method, path, "", "{}"))).isEmpty();
    assertThat(Write.about("shop-12", new ApiCall(method, path, "", "{}"))).isEmpty();
  }

  @Test
  void an_event_is_about_the_service_that_its_body_names() {
    ApiCall event =
        new ApiCall("POST", "/api/v1/namespaces/default/events", "", "{\"name\":\"shop-1\"}");
    assertThat(Write.about("shop-1", event)).hasValue("post-events");
    assertThat(Write.about("shop", event)).isEmpty();
  }

  @Test
  void a_read_and_a_dry_run_are_no_writes() {
    String path = NAMESPACED + "shop-1/rolebindings/golden-developers";
    assertThat(Write.about("shop-1", new ApiCall("GET", path, "", ""))).isEmpty();
    assertThat(Write.about("shop-1", new ApiCall("PATCH", path, "dryRun=All", "{}"))).isEmpty();
  }
}
