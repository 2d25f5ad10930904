package dev.goldenpath.operator.status;

import static dev.goldenpath.operator.status.Statuses.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.support.Plans;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionTest {
  private final GoldenServiceStatus ready = status("none", State.READY);
  private final GoldenServiceStatus moving = status("postgres", State.PROGRESSING);
  private final GoldenServiceStatus blocked = status("slo", State.BLOCKED);

  @Test
  void becoming_ready_is_good_news() {
    Transition good = new Transition(false, "Ready", Plans.allReady(0));
    assertThat(between(moving, ready)).contains(good);
    assertThat(between(blocked, ready)).contains(good);
    assertThat(Transition.between(Optional.empty(), ready, List.of())).contains(good);
  }

  @Test
  void no_longer_being_ready_is_a_warning() {
    assertThat(between(ready, moving))
        .hasValueSatisfying(
            transition -> {
              assertThat(transition.warning()).isTrue();
              assertThat(transition.reason()).isEqualTo("PostgresProgressing");
              assertThat(transition.message()).endsWith(": progressing");
            });
  }

  @Test
  void a_component_that_is_taken_back_is_no_warning_unless_another_one_is_not_ready_either() {
    List<ComponentFact> returning = Statuses.allReadyBut("dashboard", State.RETURNING);
    assertThat(between(ready, returning)).isEmpty();

    List<ComponentFact> broken =
        returning.stream()
            .map(
                fact ->
                    fact.component().name().equals("postgres")
                        ? new ComponentFact(fact.component(), State.PROGRESSING, "X", "progressing")
                        : fact)
            .toList();
    assertThat(between(ready, broken)).map(Transition::reason).contains("PostgresProgressing");
  }

  @Test
  void a_first_status_that_is_not_ready_is_no_news() {
    assertThat(Transition.between(Optional.empty(), moving, List.of())).isEmpty();
  }

  @Test
  void stalling_is_a_warning_from_wherever_it_comes() {
    for (Optional<GoldenServiceStatus> before :
        List.of(Optional.<GoldenServiceStatus>empty(), Optional.of(ready), Optional.of(moving))) {
      assertThat(Transition.between(before, blocked, List.of()))
          .hasValueSatisfying(
              transition -> {
                assertThat(transition.warning()).isTrue();
                assertThat(transition.reason()).isEqualTo("SloBlocked");
              });
    }
  }

  @Test
  void stalling_for_another_reason_is_news_and_for_the_same_is_none() {
    assertThat(between(blocked, status("quota", State.BLOCKED)))
        .map(Transition::reason)
        .contains("QuotaBlocked");
    assertThat(between(blocked, blocked)).isEmpty();
  }

  @Test
  void moving_on_without_being_ready_is_no_news() {
    assertThat(between(blocked, moving)).isEmpty();
    assertThat(between(moving, status("slo", State.PROGRESSING))).isEmpty();
    assertThat(between(ready, ready)).isEmpty();
  }

  private static Optional<Transition> between(
      GoldenServiceStatus before, GoldenServiceStatus after) {
    return Transition.between(Optional.of(before), after, List.of());
  }

  private static Optional<Transition> between(
      GoldenServiceStatus before, List<ComponentFact> facts) {
    return Transition.between(
        Optional.of(before), Statuses.assemble(NOW, Optional.of(before), facts), facts);
  }

  private static GoldenServiceStatus status(String component, State state) {
    return Statuses.assemble(NOW, Optional.empty(), Statuses.allReadyBut(component, state));
  }
}
