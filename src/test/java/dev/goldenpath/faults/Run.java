package dev.goldenpath.faults;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Plays plans on several lanes at once, since most of a plan's time is waiting. */
final class Run implements AutoCloseable {
  private final List<Lane> lanes;
  private final Map<Workload, Reference> references = new ConcurrentHashMap<>();
  private final List<Verdict> verdicts = new CopyOnWriteArrayList<>();
  private final Consumer<Verdict> told;

  private Run(List<Lane> lanes, Consumer<Verdict> told) {
    this.lanes = lanes;
    this.told = told;
  }

  /**
   * Starts the lanes.
   *
   * @param replicas one number for each lane
   * @param told hears of each verdict at once
   */
  static Run start(Path folder, int[] replicas, Consumer<Verdict> told) {
    List<Lane> lanes = new ArrayList<>();
    Run run = new Run(lanes, told);
    try {
      inParallel(
          IntStream.range(0, replicas.length).boxed().toList(),
          i -> {
            Lane lane = Lane.start(folder.resolve("lane-" + (i + 1)), replicas[i]);
            synchronized (lanes) {
              lanes.add(lane);
            }
          });
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /** Plays these workloads in peace, to know what they come to. */
  void record(List<Workload> workloads) {
    Queue<Workload> left = new ConcurrentLinkedQueue<>(workloads);
    inParallel(
        lanes,
        lane -> {
          for (Workload next = left.poll(); next != null; next = left.poll()) {
            references.put(next, Reference.record(lane, next));
          }
        });
  }

  /** The writes of each workload that was recorded. */
  Catalogue catalogue() {
    Map<Workload, List<String>> writes = new ConcurrentHashMap<>();
    Workload.ALL.forEach(workload -> writes.put(workload, List.of()));
    references.forEach((workload, reference) -> writes.put(workload, reference.writes()));
    return new Catalogue(writes);
  }

  /**
   * Plays them, each on a lane with as many replicas as it takes.
   *
   * @param end no plan begins later
   */
  void play(List<Plan> plans, Instant end) {
    Queue<Plan> left = new ArrayDeque<>(plans);
    inParallel(
        lanes,
        lane -> {
          for (Optional<Plan> next = next(left, lane); next.isPresent(); next = next(left, lane)) {
            if (Instant.now().isAfter(end)) {
              return;
            }
            play(lane, next.get());
          }
        });
  }

  private static Optional<Plan> next(Queue<Plan> left, Lane lane) {
    synchronized (left) {
      Optional<Plan> next =
          left.stream()
              .filter(plan -> plan.sweep().replicas() == lane.replicas().size())
              .findFirst();
      next.ifPresent(left::remove);
      return next;
    }
  }

  private void play(Lane lane, Plan plan) {
    Optional<Reference> known = Optional.ofNullable(references.get(plan.workload()));
    Verdict verdict = new Trial(lane, plan, known).run();
    verdicts.add(verdict);
    told.accept(verdict);
  }

  List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /** Does it for each on a thread of its own, and fails as the first of them does. */
  private static <T> void inParallel(List<T> each, Consumer<T> work) {
    List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    List<Thread> threads =
        each.stream()
            .map(
                one ->
                    new Thread(
                        () -> {
                          try {
                            work.accept(one);
                          } catch (RuntimeException e) {
                            failures.add(e);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  @Override
  public void close() {
    inParallel(List.copyOf(lanes), Lane::close);
  }
}
