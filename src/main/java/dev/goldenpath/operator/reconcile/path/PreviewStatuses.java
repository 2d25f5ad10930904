package dev.goldenpath.operator.reconcile.path;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus;
import dev.goldenpath.operator.goldenpath.IgnoredFields;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.preview.PreviewResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the status of a preview says at the end. {@code Complete} is always true then: whoever waits
 * for it must not wait for ever, and its reason says how it ended.
 */
final class PreviewStatuses {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GoldenPathPreviewStatus NOTHING =
      new GoldenPathPreviewStatus(null, null, null, null, null, null, null, null);

  private final Clock clock;

  PreviewStatuses(Clock clock) {
    this.clock = clock;
  }

  /** The candidate was compared. */
  GoldenPathPreviewStatus answered(PreviewResult result, IgnoredFields ignored) {
    return with(
        JSON.convertValue(result, GoldenPathPreviewStatus.class),
        condition(
            ConditionType.PATH_ACCEPTED, true, Reason.VALID, String.join("; ", ignored.messages())),
        complete(Reason.FINISHED, ""));
  }

  /** The candidate cannot be used, so there is nothing to compare. */
  GoldenPathPreviewStatus refused(String reason, List<String> problems) {
    return with(
        NOTHING,
        condition(ConditionType.PATH_ACCEPTED, false, reason, String.join("; ", problems)),
        complete(Reason.FINISHED, ""));
  }

  /** There is no answer. */
  GoldenPathPreviewStatus failed(String why) {
    return with(
        NOTHING,
        complete(
            Reason.FAILED,
            "there is no answer: "
                + MessageText.plain(why, Bounds.MESSAGE)
                + "; create the preview again"));
  }

  /** When a preview got its answer; empty if it has none yet. */
  static Optional<Instant> completed(GenericKubernetesResource preview) {
    return preview.get("status", "conditions") instanceof List<?> conditions
        ? conditions.stream()
            .map(each -> each instanceof Map<?, ?> condition ? condition : Map.of())
            .filter(condition -> ConditionType.PREVIEW_COMPLETE.equals(condition.get("type")))
            .map(condition -> String.valueOf(condition.get("lastTransitionTime")))
            .map(time -> Timestamp.read(time).orElse(Instant.EPOCH))
            .findFirst()
        : Optional.empty();
  }

  private static GoldenPathPreviewStatus with(
      GoldenPathPreviewStatus answer, StatusCondition... conditions) {
    return new GoldenPathPreviewStatus(
        answer.comparedWith(),
        answer.services(),
        answer.effects(),
        answer.dryRuns(),
        answer.changes(),
        answer.conflicts(),
        answer.leftOut(),
        List.of(conditions));
  }

  private StatusCondition complete(String reason, String message) {
    return condition(ConditionType.PREVIEW_COMPLETE, true, reason, message);
  }

  private StatusCondition condition(String type, boolean holds, String reason, String message) {
    return new StatusCondition(
        type,
        holds ? StatusCondition.TRUE : StatusCondition.FALSE,
        reason,
        MessageText.cut(message, Bounds.LONGEST_MESSAGE),
        Timestamp.now(clock),
        null);
  }
}
