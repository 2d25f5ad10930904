package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.Annotations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Removes what a run made, and says what it could not. */
final class Cleanup {
  private static final Duration POLL = Duration.ofMillis(300);

  private final Kubectl kubectl;
  private final Terminal terminal;
  private final Duration patience;

  /** What is being deleted: its path at the API server, by what it is called. */
  private final Map<String, String> deleted = new LinkedHashMap<>();

  /**
   * A cleanup.
   *
   * @param patience how long objects may take to be gone
   */
  Cleanup(Kubectl kubectl, Terminal terminal, Duration patience) {
    this.kubectl = kubectl;
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * Removes all.
   *
   * @param run the value of the label of the services
   * @param services their names, as far as they are known
   * @param namespaces made by desks
   */
  void remove(String run, Set<String> services, Set<String> namespaces) {
    for (String service : labelled(run, services)) {
      attempt(
          "GoldenService " + service, Services.PATH + "/" + service, () -> removeService(service));
    }
    for (String namespace : namespaces) {
      attempt(
          "Namespace " + namespace,
          "/api/v1/namespaces/" + namespace,
          () -> kubectl.run("delete", "namespace", namespace, "--wait=false"));
    }
    awaitGone();
  }

  /** A name alone is not enough: it may be another's by now. */
  private Set<String> labelled(String run, Set<String> known) {
    if (known.isEmpty()) {
      return known;
    }
    try {
      Set<String> names = new TreeSet<>();
      String selector = URLEncoder.encode(Demo.LABEL + "=" + run, StandardCharsets.UTF_8);
      for (JsonNode item :
          kubectl.get(Services.PATH + "?labelSelector=" + selector).path("items")) {
        names.add(item.path("metadata").path("name").asText());
      }
      return names;
    } catch (KubectlFailure failure) {
      terminal.say(
          "could not be listed, so may be left: "
              + String.join(", ", known)
              + ": "
              + Words.of(failure));
      return Set.of();
    }
  }

  /** Its namespace and database go, too: a demonstration holds no data. */
  private void removeService(String service) {
    kubectl.run(
        "patch",
        "goldenservices.goldenpath.dev",
        service,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}},\"spec\":{\"deletionPolicy\":\"Delete\"}}"
            .formatted(Annotations.CONFIRM_DELETION, service));
    kubectl.run("delete", "goldenservices.goldenpath.dev", service, "--wait=false");
  }

  private void attempt(String what, String path, Runnable removal) {
    try {
      removal.run();
      deleted.put(what, path);
    } catch (KubectlFailure failure) {
      if (!failure.isNotFound()) {
        terminal.say("could not remove " + what + ": " + Words.of(failure));
      }
    }
  }

  private void awaitGone() {
    Stopwatch watch = new Stopwatch();
    List<String> gone = new ArrayList<>();
    try {
      while (!deleted.isEmpty() && watch.millis() < patience.toMillis()) {
        for (Map.Entry<String, String> each : List.copyOf(deleted.entrySet())) {
          if (kubectl.find(each.getValue()).isEmpty()) {
            gone.add(each.getKey());
          }
        }
        gone.forEach(deleted::remove);
        if (!deleted.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
      }
    } catch (KubectlFailure failure) {
      terminal.say(Words.of(failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!gone.isEmpty()) {
      terminal.say("removed: " + String.join(", ", gone));
    }
    if (!deleted.isEmpty()) {
      terminal.say("still being deleted: " + String.join(", ", deleted.keySet()));
    }
  }
}
