package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.support.Plans;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedHatchesTest {
  private static final HatchReason COST =
      new HatchReason(HatchReasonCode.COST, "x", Optional.empty());

  private static final RememberedHatches SOME =
      new RememberedHatches(Map.of("quota.pods", "33"), Map.of("slo", "{}"), Map.of())
          .handedOver("quota", COST)
          .handedOver("dashboard", HatchReason.NONE)
          .announced("dashboard");

  @Test
  void what_is_written_down_is_read_again() {
    assertThat(RememberedHatches.parse(SOME.json().orElseThrow())).isEqualTo(SOME);
    assertThat(SOME.json())
        .contains(
            "{\"overrides\":{\"quota.pods\":\"33\"},\"patches\":{\"slo\":\"{}\"},\"handedOver\":"
                + "{\"dashboard\":{\"reason\":\"none\",\"returning\":true},"
                + "\"quota\":{\"reason\":\"cost\",\"message\":\"x\"}}}");
    assertThat(RememberedHatches.NONE.json()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "null", "{", "[]", "{\"handedOver\": 7}", "\"text\""})
  void what_cannot_be_read_is_nothing(String json) {
    assertThat(RememberedHatches.parse(json)).isEqualTo(RememberedHatches.NONE);
  }

  @Test
  void what_a_later_release_writes_besides_is_let_be() {
    assertThat(
            RememberedHatches.parse(
                "{\"region\":\"7\",\"handedOver\":{\"quota\":{\"reason\":\"cost\",\"by\":\"me\"}}}"))
        .satisfies(
            remembered -> {
              assertThat(remembered.isHandedOver("quota")).isTrue();
              assertThat(remembered.isReturning("quota")).isFalse();
              assertThat(remembered.handedOver().get("quota").why().words()).isEqualTo("cost");
            });
  }

  @Test
  void what_does_not_fit_a_revision_is_left_behind() {
    RememberedHatches some = SOME.handedOver("limits", COST);
    assertThat(
            some.without(
                Set.of(
                    "override.goldenpath.dev/quota.pods",
                    "patch.goldenpath.dev/quota",
                    "eject.goldenpath.dev/limits")))
        .isEqualTo(new RememberedHatches(Map.of(), some.patches(), some.handedOver(), null, null));
    assertThat(some.without(Set.of("patch.goldenpath.dev/slo")).patches()).isEmpty();
    assertThat(some.without(Set.of())).isEqualTo(some);
  }

  @Test
  void what_is_understood_now_takes_the_place_of_what_was() {
    Hatches hatches =
        Plans.plan(
                Map.of(
                    "eject.goldenpath.dev/dashboard", "incident: y",
                    "override.goldenpath.dev/limits.memoryLimit", "2Gi"))
            .hatches();

    RememberedHatches now = SOME.understood(hatches);

    assertThat(now.overrides()).containsExactly(Map.entry("limits.memoryLimit", "2Gi"));
    assertThat(now.patches()).isEmpty();
    assertThat(now.isHandedOver("quota")).as("until it is taken back").isTrue();
    assertThat(now.isReturning("dashboard")).as("asked for again").isFalse();
    assertThat(now.handedOver().get("dashboard").why().words()).isEqualTo("incident: y");
  }
}
