package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitoringCrdsTest {
  @Test
  void those_of_the_module_are_those_that_the_tool_prints() {
    MonitoringCrds module = MonitoringCrds.ofModule(Binaries.installed());
    MonitoringCrds printed = MonitoringCrds.printedBy(Binaries.installed());
    assertThat(object(module.serviceMonitors())).isEqualTo(object(printed.serviceMonitors()));
    assertThat(object(module.prometheusRules())).isEqualTo(object(printed.prometheusRules()));
  }

  private static Map<?, ?> object(String yaml) {
    return Serialization.unmarshal(yaml, Map.class);
  }
}
