package dev.goldenpath.operator.reconcile.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondaryItemStoreTest {
  private static final String KEY = "shop/golden-dashboard";

  private final SecondaryItemStore store = new SecondaryItemStore(new OwnedNames(dashboards()));

  private static List<Component> dashboards() {
    return Components.ALL.stream().filter(each -> each.name().equals("dashboard")).toList();
  }

  @Test
  void what_only_has_our_label_is_not_kept() {
    assertThat(deliver(dashboard(1, "ours"))).isNull();
    for (int i = 0; i < 1_000; i++) {
      GenericKubernetesResource copy = dashboard(2, "theirs");
      copy.getMetadata().setName("copy-" + i);
      assertThat(deliver(copy)).isNull();
    }

    assertThat(store.size()).isEqualTo(1);
    assertThat(store.keySet()).containsExactly(KEY);
  }

  @Test
  void what_is_delivered_replaces_what_was_there_and_is_news() {
    store.filled();
    deliver(dashboard(5, "first"));

    assertThat(text(deliver(dashboard(6, "second")))).isEqualTo("first");
    assertThat(text(store.get(KEY))).isEqualTo("second");
    assertThat(isNews(dashboard(6, "second"))).isTrue();
  }

  @Test
  void what_was_in_an_earlier_namespace_of_that_name_is_removed() {
    deliver(dashboard(5, "first"));
    store.removeOlder("shop", 5);
    assertThat(store.get(KEY)).isNotNull();

    store.removeOlder("another", 6);
    assertThat(store.get(KEY)).isNotNull();

    store.removeOlder("shop", 6);
    assertThat(store.get(KEY)).isNull();
  }

  @Test
  void the_first_list_is_no_news_and_later_ones_are() {
    deliver(dashboard(5, "first"));
    assertThat(isNews(dashboard(5, "first"))).isFalse();

    store.filled();
    deliver(dashboard(6, "second"));
    assertThat(isNews(dashboard(6, "second"))).isTrue();
  }

  @Test
  void a_version_that_is_delivered_again_changes_nothing() {
    store.filled();
    deliver(dashboard(5, "first"));
    GenericKubernetesResource again = dashboard(5, "first");
    assertThat(deliver(again)).isSameAs(again);
  }

  @Test
  void an_answer_is_not_news_whichever_comes_first() {
    store.filled();
    store.answer(dashboard(5, "ours"), 4);
    GenericKubernetesResource echo = dashboard(5, "ours");
    assertThat(deliver(echo)).isSameAs(echo);
    assertThat(isNews(echo)).isFalse();

    deliver(dashboard(7, "ours, again"));
    store.answer(dashboard(7, "ours, again"), 7);
    assertThat(isNews(dashboard(7, "ours, again"))).isFalse();
  }

  @Test
  void an_older_event_does_not_overwrite_an_answer_and_a_newer_one_does() {
    store.filled();
    deliver(dashboard(3, "first"));
    store.answer(dashboard(5, "ours"), 3);
    deliver(dashboard(4, "older"));
    assertThat(text(store.get(KEY))).isEqualTo("ours");

    deliver(dashboard(6, "newer"));
    assertThat(text(store.get(KEY))).isEqualTo("newer");
    assertThat(isNews(dashboard(6, "newer"))).isTrue();
  }

  @Test
  void a_restored_cluster_has_older_versions_and_they_count() {
    store.filled();
    store.answer(dashboard(500, "ours"), 499);
    deliver(dashboard(500, "ours"));
    deliver(dashboard(20, "restored"));
    assertThat(text(store.get(KEY))).isEqualTo("restored");
  }

  @Test
  void a_late_answer_does_not_overwrite_what_came_after_it() {
    store.filled();
    deliver(dashboard(6, "newer"));
    store.answer(dashboard(5, "ours"), 6);
    assertThat(text(store.get(KEY))).isEqualTo("newer");
  }

  @Test
  void a_late_answer_does_not_bring_back_what_was_deleted() {
    store.filled();
    store.answer(dashboard(5, "ours"), 6);
    assertThat(store.get(KEY)).isNull();

    store.answer(dashboard(8, "ours"), 6);
    store.removeDeleted(KEY, 9);
    assertThat(store.get(KEY)).isNull();
  }

  @Test
  void a_late_deletion_does_not_remove_what_was_recreated() {
    store.filled();
    deliver(dashboard(9, "new"));
    store.removeDeleted(KEY, 8);
    assertThat(text(store.get(KEY))).isEqualTo("new");
  }

  @Test
  void the_list_of_all_is_without_content() {
    deliver(dashboard(5, "first"));
    assertThat(store.values())
        .singleElement()
        .satisfies(
            bare -> {
              assertThat(store.getKey(bare)).isEqualTo(KEY);
              assertThat(CompactObject.version(bare)).isEqualTo(5);
              assertThat(bare.getAdditionalProperties()).isEmpty();
            });
  }

  private boolean isNews(GenericKubernetesResource object) {
    return store.isNews(store.getKey(object), CompactObject.version(object));
  }

  private GenericKubernetesResource deliver(GenericKubernetesResource object) {
    return store.put(store.getKey(object), object);
  }

  private static String text(GenericKubernetesResource object) {
    return object.get("data", "text");
  }

  private static GenericKubernetesResource dashboard(long version, String text) {
    return LiveObject.of(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: golden-dashboard, namespace: shop, resourceVersion: "%d" }
            data: { text: "%s" }
            """
                .formatted(version, text))
        .ours("{ 'f:data': { 'f:text': {} } }")
        .build();
  }
}
