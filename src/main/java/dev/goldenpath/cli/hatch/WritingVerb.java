package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.progress.Elapsed;
import dev.goldenpath.cli.progress.FollowedService;
import dev.goldenpath.cli.progress.Sighting;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.SubjectOptions;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.hatch.RejectedHatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/**
 * A verb that writes annotations of a service: the change is checked by the code of the operator,
 * shown as the kubectl command that it is, written by it, and done when the operator has observed
 * it.
 */
abstract class WritingVerb extends Verb {
  @Mixin private WriteOptions options = new WriteOptions();

  WritingVerb(Session session) {
    super(session);
  }

  /** The service's name, as typed. */
  final String name() {
    return options.name;
  }

  /** The service as it is. */
  final GoldenService service() {
    return new Services(kubectl(), terminal()).get(options.name);
  }

  /** The same with its plan. */
  final PlannedSubject planned() {
    PlannedSubject planned = SubjectOptions.planOf(this, options.name, options.path);
    planned.path().warn(terminal(), planned.subject().version());
    return planned;
  }

  /**
   * The plan of the changed service.
   *
   * @throws BadInput if the operator would not accept the change
   */
  final PlannedSubject checked(PlannedSubject before, AnnotationChange change) {
    PlannedSubject after = planned(before, change);
    Set<RejectedHatch> known = Set.copyOf(before.plan().hatches().rejected());
    for (RejectedHatch rejected : after.plan().hatches().rejected()) {
      String problem = rejected.key() + ": " + rejected.problem();
      if (change.set().containsKey(rejected.key()) && isPathKnown(before)) {
        if (!before.path().isCertain()) {
          before.path().report(terminal(), before.subject().version());
        }
        throw new BadInput(problem);
      }
      if (!known.contains(rejected)) {
        terminal().say("warning: " + problem);
      }
    }
    return after;
  }

  /** The plan of the changed service, whatever the operator says of the change. */
  final PlannedSubject planned(PlannedSubject before, AnnotationChange change) {
    Subject subject = before.subject();
    return PlannedSubject.of(subject.with(change.appliedTo(subject.annotations())), before.path());
  }

  /** An operator with a path document in a file has not shown it; only it knows what is valid. */
  private static boolean isPathKnown(PlannedSubject before) {
    String built = before.subject().version();
    return built == null || built.equals(before.path().path().version());
  }

  /** Follows a change that the operator has observed. */
  interface Effect {
    /** Shows more than what all verbs show. */
    void show();
  }

  /** Writes a change that takes nothing away. */
  final int write(GoldenService service, AnnotationChange change, Effect effect)
      throws InterruptedException {
    return write(service, change, () -> Loss.NONE, effect);
  }

  /**
   * Writes a change, unless it is only shown, or somebody else must write it.
   *
   * @param loss what it takes away; looked up only if it is shown
   */
  final int write(
      GoldenService service, AnnotationChange change, Supplier<Loss> loss, Effect effect)
      throws InterruptedException {
    List<String> arguments = change.arguments(service.getMetadata().getAnnotations());
    Kubectl kubectl = kubectl();
    if (options.isDryRun) {
      loss.get().lines().forEach(terminal()::say);
      terminal().print(kubectl.commandLine(arguments));
      return ExitCode.YES;
    }
    Optional<GitOpsOwner> owner = GitOpsOwner.of(service).filter(found -> !options.isForced);
    if (owner.isPresent()) {
      terminal()
          .say(
              "%s belongs to %s, so nothing was written; commit this, or write it by --force:"
                  .formatted(options.name, owner.get().description()));
      terminal().out().print(change.yaml());
      terminal().out().flush();
      return ExitCode.NO;
    }
    if (!isAgreed(loss.get())) {
      terminal().say("Nothing was written.");
      return ExitCode.NO;
    }
    terminal().print(kubectl.commandLine(arguments));
    kubectl.run(arguments.toArray(String[]::new));
    Observation observation = observe(kubectl, change);
    if (observation.exit() != ExitCode.YES) {
      terminal().say(options.name + " " + observation.message());
      return observation.exit();
    }
    terminal().print(observation.message());
    effect.show();
    return ExitCode.YES;
  }

  private boolean isAgreed(Loss loss) {
    if (loss.lines().isEmpty()) {
      return true;
    }
    loss.lines().forEach(terminal()::print);
    if (isAgreedBefore()) {
      return true;
    }
    if (!terminal().interactive()) {
      throw new BadInput("--yes: is missing, and nobody can be asked; add it to agree");
    }
    return terminal().confirm(loss.question());
  }

  /** Whether the command line agrees to every loss, so that nobody is asked. */
  boolean isAgreedBefore() {
    return false;
  }

  private Observation observe(Kubectl kubectl, AnnotationChange change)
      throws InterruptedException {
    long written = System.nanoTime();
    long end = written + options.timeout.toNanos();
    try (FollowedService followed =
        new FollowedService(kubectl, terminal()::say, options.name, options.timeout)) {
      while (true) {
        Optional<Sighting> seen =
            followed.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        Optional<Observation> observation =
            seen.flatMap(
                sighting ->
                    Observation.of(
                        sighting, change, Duration.ofNanos(System.nanoTime() - written)));
        if (observation.isPresent()) {
          return observation.get();
        }
        if (System.nanoTime() >= end) {
          return new Observation(
              ExitCode.TIMEOUT,
              "has the annotation, and the operator has not observed it after "
                  + Elapsed.words(options.timeout));
        }
      }
    }
  }
}
