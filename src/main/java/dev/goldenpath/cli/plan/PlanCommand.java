package dev.goldenpath.cli.plan;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.render.Rendering;
import dev.goldenpath.cli.service.HatchWarnings;
import dev.goldenpath.cli.service.PathChoice;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.service.Revisions;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.cli.service.SubjectReader;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.text.DataText;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.goldenpath.MessageText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what a change would do, object by object; exit 1 if it does anything. */
@Command(
    name = "plan",
    description = {
      "Show what a change of a service or of the path would do to each object.",
      "Exit code: 0 if nothing changes, 1 if something does."
    })
public final class PlanCommand extends Verb {
  /** The form of the answer. */
  enum Format {
    table,
    diff,
    yaml,
    json
  }

  /** What they use decides about an effect; reading the others would be a call of kubectl each. */
  private static final Set<String> WITH_USAGE = Set.of("ResourceQuota");

  @Mixin private WantedChange wanted = new WantedChange();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|diff|yaml|json",
      description = "The output format. Default: table.")
  private Format format = Format.table;

  /** A verb in this session. */
  public PlanCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Kubectl kubectl = kubectl();
    wanted.read(terminal());
    Services services = new Services(kubectl, terminal());
    Optional<GoldenService> service =
        wanted.mayCreate()
            ? services.find(wanted.name())
            : Optional.of(services.get(wanted.name()));
    Optional<Subject> present = service.map(Subject::ofFile);
    PathChoice path = PathChoice.ofCluster(kubectl, terminal(), present);
    path.report(terminal(), present.map(Subject::version).orElse(null));

    @Nullable PlannedSubject former = null;
    Subject changed;
    if (service.isPresent()) {
      Subject subject =
          new SubjectReader(kubectl, terminal(), session().clock())
              .read(service.get(), path.path().spec().platform());
      former = SettledPlan.of(subject, path).planned();
      changed = wanted.applyTo(subject);
    } else {
      terminal().say(wanted.name() + ": is not in the cluster yet");
      changed = Subject.ofFile(wanted.created());
    }
    PathChoice wantedPath = path;
    if (changed.newPin().isPresent()) {
      Revisions revisions = Revisions.of(kubectl);
      changed = changed.with(revisions.known());
      wantedPath = changed.newPin().flatMap(revisions::pinned).orElse(path);
    }
    wantedPath = wanted.path(wantedPath, terminal());
    if (!wantedPath.equals(path)) {
      terminal()
          .say(
              "compared with "
                  + MessageText.plain(wantedPath.path().version(), 63)
                  + ": "
                  + wantedPath.origin());
    }
    SettledPlan settled = SettledPlan.of(changed, wantedPath);
    PlannedSubject planned = settled.planned();
    Rendering rendering = Rendering.of(changed, planned.plan());
    warn(rendering);
    PlannedChanges changes =
        new PlanComparison(former, settled, rendering, object -> live(kubectl, object)).changes();
    print(changes, planned);
    return changes.isEmpty() ? ExitCode.YES : ExitCode.NO;
  }

  private void warn(Rendering rendering) {
    HatchWarnings.report(terminal(), rendering.rejected());
    rendering
        .plan()
        .hatches()
        .paused()
        .ifPresent(
            why ->
                terminal()
                    .say(
                        "warning: the service is paused ("
                            + MessageText.plain(why.words(), 200)
                            + "): nothing is written before it is resumed"));
  }

  private static Optional<GenericKubernetesResource> live(Kubectl kubectl, DesiredObject object) {
    if (!WITH_USAGE.contains(object.kind().kind())) {
      return Optional.empty();
    }
    try {
      return kubectl
          .find(object.kind().path(object.namespace(), object.name()))
          .flatMap(SubjectReader::resource);
    } catch (KubectlFailure failure) {
      if (!failure.isForbidden()) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private void print(PlannedChanges changes, PlannedSubject planned) {
    switch (format) {
      case json -> terminal().out().print(DataText.json(changes));
      case yaml -> terminal().out().print(DataText.yaml(changes));
      case diff ->
          new UnifiedDiff(planned.plan().uid() != null).lines(changes).forEach(terminal()::print);
      case table -> new PlanText(changes).lines().forEach(terminal()::print);
    }
    terminal().out().flush();
  }
}
