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
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every GoldenService: to look at, and to reconcile all of them when the platform changed. */
public final class Fleet extends AbstractEventSource<Void, GoldenService> {
  private @Nullable Cache<GoldenService> services;

  public Fleet() {
    super(Void.class, "fleet");
  }

  public Fleet over(EventSourceContext<GoldenService> context) {
    services = context.getPrimaryCache();
    return this;
  }

  /** The services as last seen; none before the start. */
  public Stream<GoldenService> services() {
    return services != null && isRunning() ? services.list() : Stream.empty();
  }

  /** Nothing to do before the start: the first pass of every service is still to come. */
  public void reconcileAll() {
    services()
        .map(ResourceID::fromResource)
        .forEach(service -> getEventHandler().handleEvent(new Event(service)));
  }

  /**
   * Has the framework forget what it knows of a service and meet it anew: as if it had been deleted
   * and created. Its reconciliations stay apart all the same, by the gate of reconciliations.
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
