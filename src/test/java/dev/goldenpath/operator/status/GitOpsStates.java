package dev.goldenpath.operator.status;

import static dev.goldenpath.operator.status.Statuses.NOW;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.support.Plans;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The service shop in every state that a GitOps tool may find it in, by the name that the state has
 * in {@code docs/gitops.md}. What the operator writes, the operator's own code wrote here.
 */
public final class GitOpsStates {
  private static final Path CRD = Path.of("crds", "goldenservices.goldenpath.dev-v1.yml");

  /** What no operator of this version writes: Ready is neither true nor false. */
  private static final String UNKNOWN =
      """
      observedGeneration: 1
      conditions:
        - {type: Ready, status: Unknown, reason: InternalError, message: trying again,
           lastTransitionTime: "2026-01-01T12:00:00Z"}
        - {type: Reconciling, status: "True", reason: InternalError, message: trying again,
           lastTransitionTime: "2026-01-01T12:00:00Z"}
      """;

  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> PAUSED =
      Map.of("goldenpath.dev/paused", "incident: INC-4711");
  private static final Map<String, String> OVERRIDE =
      Map.of("override.goldenpath.dev/quota.memory", "48Gi");
  private static final Map<String, String> MISSPELT =
      Map.of("override.goldenpath.dev/quota.memroy", "48Gi");

  private GitOpsStates() {}

  /** Every state by its name, in the order of the page. */
  public static Map<String, GoldenService> all() {
    GoldenServiceStatus ready = assemble(NOW, null, NONE, State.READY);
    GoldenServiceStatus failing = assemble(NOW, null, NONE, State.FAILING);
    Instant later = NOW.plus(StallPolicy.STALLED_AFTER);
    GoldenServiceStatus stalled = assemble(later, failing, NONE, State.FAILING);

    Map<String, GoldenService> all = new LinkedHashMap<>();
    all.put("just created", service(NONE, defaultStatus()));
    all.put("being built", service(NONE, assemble(NOW, null, NONE, State.PROGRESSING)));
    all.put("a component fails, and is tried again", service(NONE, failing));
    all.put("a component fails for a minute", service(NONE, stalled));
    all.put(
        "the spec cannot be used",
        service(
            NONE, Statuses.at(NOW).stalled(Optional.of(ready), 1, Reason.INVALID_SPEC, "no team")));
    all.put("ready", service(NONE, ready));
    all.put("ready, and a hatch is not accepted", service(MISSPELT, ready(MISSPELT)));
    all.put("spec edited, not yet seen", edited(ready));
    all.put("stalled, spec edited, not yet seen", edited(stalled));
    all.put("annotation edited, not yet seen", service(OVERRIDE, ready));
    all.put("paused, ready", service(PAUSED, ready(PAUSED)));
    all.put(
        "paused, an object is missing",
        service(PAUSED, assemble(NOW, null, PAUSED, State.PROGRESSING)));
    all.put("paused, stalled", service(PAUSED, assemble(NOW, null, PAUSED, State.BLOCKED)));
    all.put("being deleted", deleted(ready));
    all.put("no status", service(NONE, null));
    all.put("a status without conditions", service(NONE, GoldenServiceStatus.empty().with(1)));
    all.put("`Ready=Unknown`", service(NONE, Plans.status(UNKNOWN)));
    return all;
  }

  private static GoldenService service(
      Map<String, String> annotations, GoldenServiceStatus status) {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withName("shop")
            .withUid("uid")
            .withGeneration(1L)
            .withAnnotations(annotations)
            .build());
    service.setSpec(new GoldenServiceSpec());
    service.getSpec().setTeam("payments");
    service.getSpec().setTier("gold");
    service.setStatus(status);
    return service;
  }

  private static GoldenService edited(GoldenServiceStatus status) {
    GoldenService service = service(NONE, status);
    service.getMetadata().setGeneration(2L);
    return service;
  }

  private static GoldenService deleted(GoldenServiceStatus before) {
    GoldenService service =
        service(
            NONE,
            Statuses.at(NOW).inProgress(Optional.of(before), 1, Reason.TERMINATING, "waiting"));
    service.getMetadata().setDeletionTimestamp(NOW.toString());
    return service;
  }

  private static GoldenServiceStatus ready(Map<String, String> annotations) {
    return assemble(NOW, null, annotations, State.READY);
  }

  /** All components are ready but for the database, which is in the given state. */
  private static GoldenServiceStatus assemble(
      Instant moment, GoldenServiceStatus before, Map<String, String> annotations, State state) {
    ServicePlan plan = Plans.plan(annotations);
    return Statuses.at(moment)
        .assemble(
            Optional.ofNullable(before),
            1,
            plan,
            Statuses.allReadyBut("postgres", state),
            Plans.done(plan),
            AnnotationTimes.NONE);
  }

  /** The status that the API server gives a new object, by the schema. */
  private static GoldenServiceStatus defaultStatus() {
    try {
      CustomResourceDefinition crd =
          Serialization.unmarshal(Files.readString(CRD), CustomResourceDefinition.class);
      return Plans.status(
          crd.getSpec()
              .getVersions()
              .get(0)
              .getSchema()
              .getOpenAPIV3Schema()
              .getProperties()
              .get("status")
              .getDefault()
              .toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
