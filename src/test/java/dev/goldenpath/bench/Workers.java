package dev.goldenpath.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does something for many items, as many at a time as the operator has threads. */
final class Workers {
  private static final int THREADS = 16;

  private Workers() {}

  /** Returns when all is done, and how long it took. */
  static <T> Duration forEach(Collection<T> items, Consumer<T> work) {
    return forEach(THREADS, items, work);
  }

  /** The same for so many at a time. */
  static <T> Duration forEach(int threads, Collection<T> items, Consumer<T> work) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      List<CompletableFuture<Void>> running =
          items.stream()
              .map(item -> CompletableFuture.runAsync(() -> work.accept(item), executor))
              .toList();
      running.forEach(CompletableFuture::join);
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      executor.shutdownNow();
    }
  }
}
