package dev.goldenpath.tryout;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Sees services come and become Ready, as somebody who watches them does. */
public final class ServiceWatch implements AutoCloseable {
  private final Map<String, Long> firstSeen = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Duration>> ready = new ConcurrentHashMap<>();
  private final SharedIndexInformer<GoldenService> informer;

  /** Hears of every change. */
  public interface Listener {
    /**
     * A service is new or has changed.
     *
     * @param age since the service was first seen
     * @param before empty where it is new
     */
    void onChange(Duration age, Optional<GoldenService> before, GoldenService now);
  }

  public ServiceWatch(KubernetesClient client, Listener listener) {
    informer = client.resources(GoldenService.class).inform(new Handler(listener));
  }

  /** Completes with the age at which the service was Ready for the first time. */
  public CompletableFuture<Duration> ready(String service) {
    return ready.computeIfAbsent(service, name -> new CompletableFuture<>());
  }

  /** Completes when all are Ready. */
  public CompletableFuture<Void> ready(Collection<String> services) {
    return CompletableFuture.allOf(
        services.stream().map(this::ready).toArray(CompletableFuture<?>[]::new));
  }

  /** The service as last seen. */
  public Optional<GoldenService> find(String service) {
    return Optional.ofNullable(informer.getStore().getByKey(service));
  }

  /** Whether the status speaks of the present generation and says Ready. */
  public static boolean isReady(GoldenService service) {
    Optional<GoldenServiceStatus> status = Optional.ofNullable(service.getStatus());
    return status
            .map(GoldenServiceStatus::observedGeneration)
            .filter(service.getMetadata().getGeneration()::equals)
            .isPresent()
        && StatusAssembler.find(status, ConditionType.READY)
            .map(StatusCondition::holds)
            .orElse(false);
  }

  @Override
  public void close() {
    informer.close();
  }

  private final class Handler implements ResourceEventHandler<GoldenService> {
    private final Listener listener;

    Handler(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void onAdd(GoldenService service) {
      changed(Optional.empty(), service);
    }

    @Override
    public void onUpdate(GoldenService before, GoldenService now) {
      changed(Optional.of(before), now);
    }

    @Override
    public void onDelete(GoldenService service, boolean unknown) {}

    private void changed(Optional<GoldenService> before, GoldenService now) {
      long since =
          firstSeen.computeIfAbsent(now.getMetadata().getName(), name -> System.nanoTime());
      Duration age = Duration.ofNanos(System.nanoTime() - since);
      listener.onChange(age, before, now);
      if (isReady(now)) {
        ready(now.getMetadata().getName()).complete(age);
      }
    }
  }
}
