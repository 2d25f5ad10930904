package dev.goldenpath.operator.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps one harmless failure out of the log. The framework adds the finalizer by a server-side
 * apply that names neither the uid nor the version of the service. If the service has been deleted
 * meanwhile, the API server takes this for the creation of a service without a spec, and rejects
 * it; if the service is being deleted, it accepts no new finalizer. The framework logs the
 * rejection with a stack trace, and finds out in the next attempt that there is nothing to do.
 */
public final class LateFinalizerFilter extends Filter<ILoggingEvent> {
  private static final String FRAMEWORK =
      "io.javaoperatorsdk.operator.processing.event.EventProcessor";

  private static final int UNPROCESSABLE = 422;

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return FRAMEWORK.equals(event.getLoggerName())
            && event.getThrowableProxy() instanceof ThrowableProxy proxy
            && proxy.getThrowable() instanceof KubernetesClientException e
            && e.getCode() == UNPROCESSABLE
            && causes(e)
                .anyMatch(field -> field.equals("spec") || field.equals("metadata.finalizers"))
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private static Stream<String> causes(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus())
        .map(Status::getDetails)
        .map(StatusDetails::getCauses)
        .stream()
        .flatMap(causes -> causes.stream().flatMap(cause -> Stream.ofNullable(cause.getField())));
  }
}
