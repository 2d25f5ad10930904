package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForeignEditsTest {
  /** Whoever adds a kind to the product learns here what is missing. */
  @Test
  void a_kind_without_an_edit_is_named() {
    assertThatThrownBy(() -> ForeignEdits.edit("Ingress"))
        .hasMessage("ForeignEdits: no edit for kind Ingress; add one");
  }
}
