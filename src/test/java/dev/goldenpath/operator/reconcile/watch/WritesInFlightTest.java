package dev.goldenpath.operator.reconcile.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritesInFlightTest {
  private final WritesInFlight writes = new WritesInFlight();

  @Test
  void nothing_is_held_without_a_write() {
    assertThat(writes.hold("shop/quota", 5)).isFalse();
    writes.begin("shop/quota");
    assertThat(writes.hold("shop/limits", 5)).isFalse();
    writes.end("shop/quota", 5);
    assertThat(writes.hold("shop/quota", 5)).isFalse();
  }

  @Test
  void the_result_of_the_write_and_what_came_before_it_are_explained() {
    writes.begin("shop/quota");
    assertThat(writes.hold("shop/quota", 4)).isTrue();
    assertThat(writes.hold("shop/quota", 5)).isTrue();
    assertThat(writes.end("shop/quota", 5)).isFalse();
  }

  @Test
  void a_change_by_another_after_the_write_is_not() {
    writes.begin("shop/quota");
    writes.hold("shop/quota", 6);
    writes.hold("shop/quota", 5);
    assertThat(writes.end("shop/quota", 5)).isTrue();
  }

  @Test
  void without_an_answer_nothing_is_explained() {
    writes.begin("shop/quota");
    writes.hold("shop/quota", 5);
    assertThat(writes.end("shop/quota", 0)).isTrue();

    writes.begin("shop/quota");
    assertThat(writes.end("shop/quota", 0)).isFalse();
  }
}
