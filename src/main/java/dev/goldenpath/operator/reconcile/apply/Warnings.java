package dev.goldenpath.operator.reconcile.apply;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The warnings of the API server's last answer, which the client logs and does not return. For
 * requests of one thread.
 */
final class Warnings implements Interceptor {
  /** Of pod security, before a warning for each kind of violation. */
  private static final String PODS = "existing pods in namespace ";

  /** As in {@code 299 - "web-1 (and 2 other pods): host namespaces"}. */
  private static final Pattern VIOLATION =
      Pattern.compile("[0-9]+ \\S+ \"[^ \":]+( \\(and ([0-9]+) other pods?\\))?: .*");

  private volatile List<String> last = List.of();

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    List<String> headers = response.headers("Warning");
    last = headers == null ? List.of() : List.copyOf(headers);
  }

  /** Forgets what was heard. */
  void clear() {
    last = List.of();
  }

  /** How many pods that run now would be refused. */
  int refusedPods() {
    return refusedPods(last);
  }

  /**
   * How many pods the warnings are about; at least one if pod security warns at all.
   *
   * @param headers each as in RFC 7234: code, agent and quoted text
   */
  static int refusedPods(List<String> headers) {
    if (headers.stream().noneMatch(header -> header.contains(PODS))) {
      return 0;
    }
    int pods = 0;
    for (String header : headers) {
      Matcher violation = VIOLATION.matcher(header);
      if (violation.matches()) {
        pods += 1 + (violation.group(2) == null ? 0 : Integer.parseInt(violation.group(2)));
      }
    }
    return Math.max(1, pods);
  }
}
