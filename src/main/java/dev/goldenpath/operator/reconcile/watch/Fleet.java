package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.GoldenService;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceDeleteEvent;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every GoldenService: lists them, and reconciles all of them when the platform has changed. */
public final class Fleet extends AbstractEventSource<Void, GoldenService> {
  private @Nullable Cache<GoldenService> services;

  public Fleet() {
    super(Void.class, "fleet");
  }

  public Fleet over(EventSourceContext<GoldenService> context) {
    services = context.getPrimaryCache();
    return this;
  }

  /** The services as last observed; none before the start. */
  public Stream<GoldenService> services() {
    return services != null && isRunning() ? services.list() : Stream.empty();
  }

  /** The service of that name, as last observed. */
  public Optional<GoldenService> find(String name) {
    return services == null ? Optional.empty() : services.get(new ResourceID(name));
  }

  /** Nothing to do before the start: the first reconciliation of every service is still to come. */
  public void reconcileAll() {
    reconcile(service -> true);
  }

  /** Reconciles these services. */
  public void reconcile(Predicate<GoldenService> which) {
    services()
        .filter(which)
        .map(ResourceID::fromResource)
        .forEach(service -> getEventHandler().handleEvent(new Event(service)));
  }

  /**
   * Makes the framework forget a service and discover it again, as if it had been deleted and
   * recreated. The reconciliation gate still serializes its reconciliations.
   */
  public void revive(GoldenService service) {
    ResourceID id = ResourceID.fromResource(service);
    getEventHandler()
        .handleEvent(new ResourceDeleteEvent(ResourceAction.DELETED, id, service, false));
    getEventHandler().handleEvent(new ResourceEvent(ResourceAction.ADDED, id, service));
  }

  @Override
  public Set<Void> getSecondaryResources(GoldenService primary) {
    return Set.of();
  }
}
