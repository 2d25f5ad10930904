package dev.goldenpath.operator.reconcile.apply;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds how long a request may block its caller. The client's own timeout ends with the first byte
 * of an answer (fabric8 7.5.2): one that begins and never ends would block a reconciliation for
 * ever.
 */
final class Deadline {
  /** Milliseconds until the first byte of an answer; an installation may configure less. */
  private static final int LONGEST_TIMEOUT = 10_000;

  private final Duration longest;

  /** One for each running request; they end when idle for a minute. */
  private final ExecutorService requests =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "object-request");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Creates a bound for requests.
   *
   * @param longest of one request, its repetitions included
   */
  Deadline(Duration longest) {
    this.longest = longest;
  }

  /** Milliseconds that the client may wait for an answer to begin: as configured, but bounded. */
  static int timeout(int configured) {
    return configured > 0 ? Math.min(configured, LONGEST_TIMEOUT) : LONGEST_TIMEOUT;
  }

  /**
   * The result of the request.
   *
   * @throws KubernetesClientException the client's own, or if there is no readable answer in time
   */
  <T> T answer(Callable<T> request) {
    Future<T> answer = requests.submit(request);
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new KubernetesClientException(
          "no complete answer within " + longest.toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof ResourceNotFoundException wrapped
              ? wrapped.getCause()
              : e.getCause();
      throw cause instanceof KubernetesClientException said
          ? said
          : new KubernetesClientException("the answer cannot be read", cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("interrupted while waiting for an answer", e);
    } finally {
      answer.cancel(true);
    }
  }
}
