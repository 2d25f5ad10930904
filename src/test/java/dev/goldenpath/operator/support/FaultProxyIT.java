package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnControlPlane
class FaultProxyIT {
  private static final Predicate<ApiCall> ANY_WRITE = ApiCall.writeOf("configmaps");

  /** fabric8's code of a request whose connection ended. */
  private static final int NO_ANSWER = -1;

  private KubernetesClient direct;
  private FaultProxy proxy;
  private KubernetesClient through;

  @BeforeEach
  void connect(ControlPlane controlPlane) {
    direct = controlPlane.admin();
    Config config = direct.getConfiguration();
    proxy = FaultProxy.before(config);
    through =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(config)
                    .withMasterUrl(proxy.url())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  @AfterEach
  void disconnect() {
    through.close();
    proxy.close();
  }

  @Test
  void what_meets_no_fault_passes_under_the_clients_own_identity(FreshName name) {
    create(name.value());
    assertThat(through.configMaps().inNamespace("default").withName(name.value()).get())
        .isEqualTo(stored(name.value()));
  }

  @Test
  void events_of_a_watch_come_as_they_happen(FreshName name) {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (Watch watch = watch(seen)) {
      for (int i = 0; i < 3; i++) {
        String next = name.value() + i;
        create(next);
        await().until(() -> seen.contains(next));
      }
    }
  }

  @Test
  void events_that_are_held_come_late_and_in_order(FreshName name) {
    CountDownLatch until = new CountDownLatch(1);
    FaultProxy.Rule held =
        proxy.each(
            ApiCall::watches,
            Fault.holdEvents(event -> event.contains(name.value() + "-2"), until));
    List<String> seen = new CopyOnWriteArrayList<>();
    try (Watch watch = watch(seen)) {
      for (int i = 1; i <= 3; i++) {
        create(name.value() + "-" + i);
      }
      held.awaitHeld(1);
      assertThat(seen).containsExactly(name.value() + "-1");
      until.countDown();
      await().until(() -> seen.size() == 3);
      assertThat(seen).isSorted();
    }
  }

  @Test
  void the_nth_request_is_answered_by_the_proxy_alone(FreshName name) {
    FaultProxy.Rule rule = proxy.nth(2, ANY_WRITE, Fault.answer(503));
    create(name.value() + "-1");
    expectCode(503, () -> create(name.value() + "-2"));
    create(name.value() + "-3");
    assertThat(rule.met()).isEqualTo(1);
    assertThat(stored(name.value() + "-2")).isNull();
    assertThat(stored(name.value() + "-3")).isNotNull();
  }

  @Test
  void a_cut_before_the_server_leaves_nothing_there(FreshName name) {
    proxy.each(ANY_WRITE, Fault.cutBefore());
    expectCode(NO_ANSWER, () -> create(name.value()));
    assertThat(stored(name.value())).isNull();
  }

  @Test
  void a_lost_answer_is_of_something_that_was_done(FreshName name) {
    proxy.nth(1, ANY_WRITE, Fault.cutAfter());
    proxy.nth(1, ANY_WRITE, Fault.answerAfter(504));
    expectCode(NO_ANSWER, () -> create(name.value() + "-cut"));
    expectCode(504, () -> create(name.value() + "-504"));
    assertThat(stored(name.value() + "-cut")).isNotNull();
    assertThat(stored(name.value() + "-504")).isNotNull();
  }

  @Test
  void a_held_request_and_a_held_answer_wait_on_their_side_of_the_server(FreshName name) {
    CountDownLatch request = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Predicate<ApiCall> early = ANY_WRITE.and(call -> call.body().contains("-early"));
    proxy.each(early, Fault.holdRequest(request));
    FaultProxy.Rule held = proxy.each(ANY_WRITE, Fault.holdAnswer(answer));
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> create(name.value() + "-early"));
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> create(name.value()));

    held.awaitHeld(1);
    assertThat(stored(name.value())).isNotNull();
    assertThat(stored(name.value() + "-early")).isNull();
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();

    request.countDown();
    answer.countDown();
    CompletableFuture.allOf(first, second).join();
    assertThat(stored(name.value() + "-early")).isNotNull();
  }

  private void create(String name) {
    through
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .build())
        .create();
  }

  private ConfigMap stored(String name) {
    return direct.configMaps().inNamespace("default").withName(name).get();
  }

  private Watch watch(List<String> seen) {
    String now =
        direct.configMaps().inNamespace("default").list().getMetadata().getResourceVersion();
    return through
        .configMaps()
        .inNamespace("default")
        .withResourceVersion(now)
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, ConfigMap configMap) {
                seen.add(configMap.getMetadata().getName());
              }

              @Override
              public void onClose(WatcherException cause) {}
            });
  }

  private static void expectCode(int code, Runnable request) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(request::run)
        .satisfies(failure -> assertThat(failure.getCode()).isEqualTo(code));
  }
}
