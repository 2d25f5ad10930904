package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String> queue = new FairQueue<>();

  @Test
  void a_team_with_a_thousand_services_does_not_delay_another_s_one() {
    for (int i = 0; i < 1_000; i++) {
      queue.add("payments", 0, "payments-" + i);
    }
    queue.add("orders", 2, "orders");

    assertThat(next(2)).containsExactly("payments-0", "orders");
  }

  @Test
  void teams_take_turns_for_as_long_as_they_wait() {
    queue.add("a", 0, "a1");
    queue.add("a", 0, "a2");
    queue.add("a", 0, "a3");
    queue.add("b", 0, "b1");
    queue.add("c", 0, "c1");
    queue.add("c", 0, "c2");

    assertThat(next(6)).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
  }

  @Test
  void within_a_team_the_most_urgent_comes_first_and_then_the_one_that_came_first() {
    queue.add("a", 1, "silver-1");
    queue.add("a", 0, "gold-1");
    queue.add("a", 1, "silver-2");
    queue.add("a", 0, "gold-2");

    assertThat(next(4)).containsExactly("gold-1", "gold-2", "silver-1", "silver-2");
  }

  @Test
  void what_was_taken_does_not_wait_any_more() {
    queue.add("a", 0, "a1");
    next(1);
    assertThatThrownBy(queue::next).isInstanceOf(NoSuchElementException.class);
    queue.add("a", 0, "a2");
    assertThat(next(1)).containsExactly("a2");
  }

  private Iterable<String> next(int count) {
    return IntStream.range(0, count).mapToObj(i -> queue.next()).toList();
  }
}
