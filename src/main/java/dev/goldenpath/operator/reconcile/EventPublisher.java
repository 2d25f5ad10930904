package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.path.Shown;
import dev.goldenpath.operator.status.Transition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events about GoldenServices. They stand in the namespace default, where {@code kubectl describe}
 * looks for those of cluster-scoped objects. One that cannot be written is let go: it is news, not
 * state.
 */
final class EventPublisher {
  private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
  private static final String NAMESPACE = "default";

  /** Longer ones are refused by the newer of the two Event APIs. */
  private static final int LONGEST_MESSAGE = 1000;

  private final KubernetesClient client;
  private final Clock clock;

  EventPublisher(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  void publish(GoldenService service, Transition transition) {
    try {
      client.v1().events().inNamespace(NAMESPACE).resource(event(service, transition)).create();
    } catch (KubernetesClientException e) {
      log.debug("no event {} for {}: {}", transition.reason(), name(service), e.getMessage());
    }
  }

  private Event event(GoldenService service, Transition transition) {
    Instant now = clock.instant();
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withGenerateName(name(service) + "-")
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(service.getApiVersion())
        .withKind(service.getKind())
        .withName(name(service))
        .withUid(service.getMetadata().getUid())
        .endInvolvedObject()
        .withType(transition.warning() ? "Warning" : "Normal")
        .withReason(transition.reason())
        .withMessage(Shown.cut(transition.message(), LONGEST_MESSAGE))
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource(GoldenLabels.OPERATOR, null)
        .withReportingComponent(GoldenLabels.OPERATOR)
        .build();
  }

  private static String name(GoldenService service) {
    return service.getMetadata().getName();
  }
}
