package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionTransitionTest {
  private static final FailedPath FAILED =
      new FailedPath("1.1.0", "NotReady", "not Ready within 10m", "2026-11-26T10:00:00Z");

  @Test
  void a_move_that_changes_an_object_is_reported_and_one_that_changes_none_is_not() {
    assertThat(between(on("1.0.0", null), on("1.1.0", null), true))
        .contains(
            new Transition(
                false, EventReason.MOVED, "revision 1.1.0 of the golden path instead of 1.0.0"));
    assertThat(between(on("1.0.0", null), on("1.1.0", null), false)).isEmpty();
    assertThat(between(on("1.1.0", null), on("1.1.0", null), true)).isEmpty();
  }

  @Test
  void a_service_that_went_back_always_says_why() {
    assertThat(between(on("1.1.0", null), on("1.0.0", FAILED), false))
        .contains(
            new Transition(
                true,
                EventReason.ROLLED_BACK,
                "back on revision 1.0.0 of the golden path: 1.1.0 failed: NotReady: not Ready"
                    + " within 10m"));
    assertThat(rollback(on("1.1.0", null), on("1.0.0", FAILED))).contains(FAILED);
  }

  @Test
  void it_is_reported_once() {
    assertThat(between(on("1.0.0", FAILED), on("1.0.0", FAILED), true)).isEmpty();
    assertThat(rollback(on("1.0.0", FAILED), on("1.0.0", FAILED))).isEmpty();
  }

  @Test
  void a_refusal_is_not_a_roll_back_and_neither_is_a_move_by_a_service_that_failed_before() {
    assertThat(between(on("1.0.0", null), on("1.0.0", FAILED), true)).isEmpty();
    assertThat(rollback(on("1.0.0", null), on("1.0.0", FAILED))).isEmpty();
    assertThat(rollback(on("1.0.0", FAILED), on("1.2.0", FAILED))).isEmpty();
    assertThat(between(on("1.0.0", FAILED), on("1.2.0", FAILED), true))
        .map(Transition::reason)
        .contains(EventReason.MOVED);
  }

  @Test
  void a_new_service_was_not_moved_and_the_document_of_the_product_is_one_to_leave() {
    assertThat(between(GoldenServiceStatus.empty(), on("1.0.0", null), true)).isEmpty();
    assertThat(RevisionTransition.between(Optional.empty(), on("1.0.0", null), true)).isEmpty();
    GoldenServiceStatus builtIn = GoldenServiceStatus.empty().with(new PathRef("default", "1.0.0"));
    assertThat(between(builtIn, builtIn, true)).isEmpty();
    assertThat(between(builtIn, on("1.0.0", null), true))
        .map(Transition::message)
        .contains("revision 1.0.0 of the golden path instead of builtin");
  }

  private static Optional<Transition> between(
      GoldenServiceStatus before, GoldenServiceStatus after, boolean changes) {
    return RevisionTransition.between(Optional.of(before), after, changes);
  }

  private static Optional<FailedPath> rollback(
      GoldenServiceStatus before, GoldenServiceStatus after) {
    return RevisionTransition.rollback(Optional.of(before), after);
  }

  private static GoldenServiceStatus on(String version, @Nullable FailedPath failed) {
    return GoldenServiceStatus.empty()
        .with(new PathRef("default", version, version, null, null, null, failed));
  }
}
