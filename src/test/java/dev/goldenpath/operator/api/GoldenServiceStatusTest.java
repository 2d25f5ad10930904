package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.Plans;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenServiceStatusTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overrides: [{value: 48Gi}]",
        "overrides: [{parameter: quota.memory}]",
        "overrides: [{parameter: quota, value: 48Gi}]",
        "overrides: [{parameter: '', value: 48Gi}]",
        "overrides: [{parameter: .memory, value: 48Gi}]",
        "patched: [{component: quota}]",
        "patched: [{patch: '{}'}]",
        "ejected: [{object: ResourceQuota/golden-quota}]",
        "unmanaged: [{component: quota}]",
        "unmanaged: [{object: ResourceQuota/golden-quota}]"
      })
  void an_entry_that_lacks_what_it_is_about_is_none(String status) {
    assertThat(Plans.status(status)).isEqualTo(GoldenServiceStatus.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overrides: [{parameter: quota.memory, value: ''}]",
        "patched: [{component: quota, patch: '{}'}]",
        "ejected: [{component: quota}]",
        "unmanaged: [{component: quota, object: ResourceQuota/golden-quota}]",
        "paused: {}"
      })
  void one_that_lacks_only_what_is_said_of_it_stays(String status) {
    assertThat(Plans.status(status)).isNotEqualTo(GoldenServiceStatus.empty());
  }
}
