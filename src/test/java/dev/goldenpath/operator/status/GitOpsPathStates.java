package dev.goldenpath.operator.status;

import static dev.goldenpath.operator.status.Statuses.NOW;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathSpec;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Counts;
import dev.goldenpath.operator.rollout.FailedService;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.PhaseReason;
import dev.goldenpath.operator.rollout.RolloutPhase;
import dev.goldenpath.operator.rollout.RolloutState;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path in every state that a GitOps tool may find it in, by the name that the state has in
 * {@code docs/gitops.md}. What the operator writes, the operator's own code wrote here.
 */
public final class GitOpsPathStates {
  private static final PathAcceptance ACCEPTED = PathAcceptance.of("1.1.0", List.of());
  private static final PathAcceptance REFUSED =
      PathAcceptance.refused("1.2.0", Reason.INVALID, List.of("spec.platform.teamGroup: is empty"));

  private GitOpsPathStates() {}

  /** Every state by its name, in the order of the page. */
  public static Map<String, GoldenPathResource> all() {
    Map<String, GoldenPathResource> all = new LinkedHashMap<>();
    all.put("path just created", path(unseen()));
    all.put("path never accepted", path(status(REFUSED, null)));
    all.put("rolling out", path(rollingOut()));
    all.put("rolling out, edited, not yet seen", edited(rollingOut()));
    all.put(
        "rollout paused",
        path(status(ACCEPTED, state(RolloutPhase.PAUSED, PhaseReason.PATH_PAUSED))));
    all.put(
        "next wave paused",
        path(status(ACCEPTED, state(RolloutPhase.PAUSED, PhaseReason.WAVE_PAUSED))));
    all.put(
        "rollout halted",
        path(status(ACCEPTED, state(RolloutPhase.HALTED, PhaseReason.TOO_MANY_FAILURES))));
    all.put("rolled out", path(status(ACCEPTED, state(RolloutPhase.COMPLETE, null))));
    all.put(
        "rolled out, the next document refused",
        path(status(REFUSED, state(RolloutPhase.COMPLETE, null))));
    return all;
  }

  private static GoldenPathStatus rollingOut() {
    return status(ACCEPTED, state(RolloutPhase.PROGRESSING, null));
  }

  /** As the API server makes it, by the schema. */
  private static GoldenPathStatus unseen() {
    return new GoldenPathStatus(-1L, null, null, null, null, null, List.of());
  }

  private static GoldenPathStatus status(PathAcceptance acceptance, @Nullable RolloutState state) {
    return new PathStatusAssembler(Clock.fixed(NOW, ZoneOffset.UTC))
        .assemble(
            GoldenPathStatus.empty(),
            1,
            acceptance,
            Optional.ofNullable(state),
            null,
            new Counts(13, state == null ? 0 : 4, 0, 0, 0, 0, 0),
            null);
  }

  private static RolloutState state(RolloutPhase phase, @Nullable PhaseReason reason) {
    return new RolloutState(
        phase == RolloutPhase.COMPLETE ? "1.1.0" : "1.0.0",
        "1.1.0",
        phase,
        reason,
        null,
        List.of(),
        phase == RolloutPhase.HALTED
            ? List.of(new FailedService("shop", FailureReason.NOT_READY, "not Ready", NOW))
            : List.of(),
        null);
  }

  private static GoldenPathResource path(GoldenPathStatus status) {
    GoldenPathResource path = new GoldenPathResource();
    path.setMetadata(
        new ObjectMetaBuilder().withName(GoldenPathResource.NAME).withGeneration(1L).build());
    path.setSpec(new GoldenPathSpec("1.1.0", null, null, null, null, 10));
    path.setStatus(status);
    return path;
  }

  private static GoldenPathResource edited(GoldenPathStatus status) {
    GoldenPathResource path = path(status);
    path.getMetadata().setGeneration(2L);
    return path;
  }
}
