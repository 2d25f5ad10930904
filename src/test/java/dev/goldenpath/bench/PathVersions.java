package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.tryout.ServiceWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Sees which services are Ready by a version of the path document. */
final class PathVersions implements ServiceWatch.Listener {
  private final Set<String> arrived = ConcurrentHashMap.newKeySet();
  private volatile CompletableFuture<Void> all = new CompletableFuture<>();
  private volatile String version = "";
  private volatile int wanted = Integer.MAX_VALUE;

  /** Completes when so many are; to be asked before the document changes. */
  CompletableFuture<Void> all(int services, String next) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    wanted = services;
    version = next;
    arrived.clear();
    all = done;
    return done;
  }

  @Override
  public void onChange(Duration age, Optional<GoldenService> before, GoldenService now) {
    boolean isNext =
        Optional.ofNullable(now.getStatus())
            .map(GoldenServiceStatus::path)
            .filter(path -> version.equals(path.version()))
            .isPresent();
    if (isNext && ServiceWatch.isReady(now)) {
      arrived.add(Services.name(now));
      if (arrived.size() >= wanted) {
        all.complete(null);
      }
    }
  }
}
