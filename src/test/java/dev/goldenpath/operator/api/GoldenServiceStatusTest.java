package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.Plans;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenServiceStatusTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hatches: [{kind: override, value: 48Gi}]",
        "hatches: [{kind: override, target: quota.memory, component: quota}]",
        "hatches: [{kind: override, target: quota, component: quota, value: 48Gi}]",
        "hatches: [{kind: override, target: '', component: '', value: 48Gi}]",
        "hatches: [{kind: override, target: .memory, component: '', value: 48Gi}]",
        "hatches: [{kind: patch, target: quota, component: quota}]",
        "hatches: [{kind: patch, value: '{}'}]",
        "hatches: [{kind: eject, object: ResourceQuota/golden-quota}]",
        "hatches: [{kind: unmanaged, component: quota}]",
        "hatches: [{kind: unmanaged, target: ResourceQuota/golden-quota}]"
      })
  void an_entry_that_lacks_what_it_is_about_is_none(String status) {
    assertThat(Plans.status(status)).isEqualTo(GoldenServiceStatus.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hatches: [{kind: override, target: quota.memory, component: quota, value: ''}]",
        "hatches: [{kind: patch, target: quota, component: quota, value: '{}'}]",
        "hatches: [{kind: eject, target: quota, component: quota}]",
        "hatches: [{kind: unmanaged, target: ResourceQuota/golden-quota, component: quota}]",
        "hatches: [{kind: pause, target: service}]"
      })
  void one_that_lacks_only_what_is_said_of_it_stays(String status) {
    assertThat(Plans.status(status)).isNotEqualTo(GoldenServiceStatus.empty());
  }
}
