package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.hatch.ChangedFields;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.apply.Drift;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A component that returns to the path. One reconciliation announces what taking it back will
 * change, by a dry run; the next one does it.
 */
final class ReturningComponent {
  /** The number of an object's fields that are named. */
  private static final int SHOWN = 5;

  /** Less than the delay before the service is reconciled again. */
  private static final Duration SHOWN_FOR = Duration.ofSeconds(4);

  private final ObjectClient objects;
  private final Clock clock;
  private final Map<String, Announcement> announcements = new ConcurrentHashMap<>();

  private record Announcement(Instant until, ComponentFact fact) {}

  ReturningComponent(ObjectClient objects, Clock clock) {
    this.objects = objects;
    this.clock = clock;
  }

  /** The time of the last announcement: an event in between must not shorten the notice. */
  Optional<ComponentOutcome> stillShown(ComponentContext context) {
    String key = key(context);
    Announcement announcement = announcements.get(key);
    if (announcement != null && clock.instant().isBefore(announcement.until())) {
      return Optional.of(ComponentOutcome.quiet(announcement.fact()));
    }
    announcements.remove(key);
    return Optional.empty();
  }

  /** Announces the changes. */
  ComponentOutcome announce(ComponentContext context) {
    String changes =
        context.desired().wanted().stream().map(this::change).collect(Collectors.joining("; "));
    String message =
        "taken back in the next reconciliation" + (changes.isEmpty() ? "" : ": " + changes);
    ComponentFact fact = context.fact(State.RETURNING, Reason.TAKING_BACK, message);
    announcements.put(key(context), new Announcement(clock.instant().plus(SHOWN_FOR), fact));
    return new ComponentOutcome(
        fact, List.of(new ApplyResult.Change(EventReason.TAKING_BACK, message)), false, Set.of());
  }

  private static String key(ComponentContext context) {
    return context.plan().uid() + "/" + context.name();
  }

  private String change(DesiredObject desired) {
    Optional<GenericKubernetesResource> live = objects.read(desired);
    if (live.isEmpty()) {
      return desired.title() + " will be recreated";
    }
    try {
      List<String> fields =
          ChangedFields.between(
              content(live.get()), content(objects.tryOut(desired.kind(), desired.resource())));
      return fields.isEmpty()
          ? desired.title() + " does not change"
          : desired.title() + ": " + shown(fields) + managers(fields, live.get());
    } catch (KubernetesClientException e) {
      return ApiError.of(e, desired.kind(), desired.title()).message();
    }
  }

  private static String shown(List<String> fields) {
    int more = fields.size() - SHOWN;
    return more <= 0
        ? String.join(", ", fields) + (fields.size() == 1 ? " changes" : " change")
        : String.join(", ", fields.subList(0, SHOWN)) + " and " + more + " more change";
  }

  private static String managers(List<String> fields, GenericKubernetesResource live) {
    Set<String> managers = new TreeSet<>();
    fields.forEach(field -> managers.addAll(managersOf(field, live)));
    return managers.isEmpty() ? "" : ", currently owned by " + String.join(", ", managers);
  }

  /** Who owns the field or, if nobody does, the smallest part of the object that contains it. */
  private static Set<String> managersOf(String pointer, GenericKubernetesResource live) {
    String path = pointer;
    Set<String> managers = Set.of();
    while (managers.isEmpty() && !path.isEmpty()) {
      managers = new TreeSet<>(Drift.othersThatOwn(dotted(path), live));
      managers.remove(FieldOwnership.PLACEHOLDER);
      path = path.substring(0, path.lastIndexOf('/'));
    }
    return managers;
  }

  /** The path as in managedFields; list items are not found there, but the list is. */
  private static String dotted(String pointer) {
    return Arrays.stream(pointer.substring(1).split("/"))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .collect(Collectors.joining("."));
  }

  /** The content of the object as people see it: without bookkeeping and without our labels. */
  private static Map<String, Object> content(GenericKubernetesResource object) {
    Map<String, Object> content = new TreeMap<>(object.getAdditionalProperties());
    content.remove("status");
    Map<String, String> labels = new TreeMap<>(object.getMetadata().getLabels());
    labels.keySet().removeIf(Labels::isMark);
    content.put(
        "metadata", Map.of("labels", labels, "annotations", object.getMetadata().getAnnotations()));
    return content;
  }
}
