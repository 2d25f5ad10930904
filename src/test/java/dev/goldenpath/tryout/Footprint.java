package dev.goldenpath.tryout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What the try-out makes in a cluster that is not its own. An object that is there already is left
 * as it is, at the beginning and at the end.
 */
final class Footprint implements Consumer<HasMetadata> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final Deque<HasMetadata> made = new ArrayDeque<>();
  private boolean ended;

  Footprint(KubernetesClient client) {
    this.client = client;
  }

  /** Creates the object unless it is there. */
  @Override
  public synchronized void accept(HasMetadata object) {
    if (ended) {
      throw new IllegalStateException("the try-out has ended");
    }
    if (client.resource(object).get() == null) {
      made.push(client.resource(object).create());
    }
  }

  /** Whether an object of that name was made here. */
  synchronized boolean made(String name) {
    return made.stream().anyMatch(object -> object.getMetadata().getName().equals(name));
  }

  /**
   * Deletes what was made, the last first, and makes nothing more.
   *
   * @return what is still there
   */
  synchronized List<String> remove() {
    ended = true;
    List<HasMetadata> left = new ArrayList<>(made);
    made.clear();
    try {
      // More than once: the API server obeys a guardrail for a moment after it was deleted.
      Awaitility.await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .until(
              () -> {
                left.removeIf(this::isGone);
                return left.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      // Those that are left are the answer.
    }
    return left.stream().map(Footprint::describe).toList();
  }

  /** Deletes an object unless that was done; whether it is gone. */
  private boolean isGone(HasMetadata object) {
    try {
      HasMetadata live = client.resource(object).get();
      if (live == null || !uid(live).equals(uid(object))) {
        return true;
      }
      if (live.getMetadata().getDeletionTimestamp() == null) {
        client.resource(object).delete();
      }
      return false;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  private static String describe(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
