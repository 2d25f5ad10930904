package dev.goldenpath.cli.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.NearestName;
import dev.goldenpath.operator.plan.PlanResolver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The GoldenServices of a cluster. */
public final class Services {
  /** The path under which the API server serves them. */
  public static final String PATH = "/apis/" + GoldenService.API_VERSION + "/goldenservices";

  /** Services of one answer: a large fleet must not cost the API server much at once. */
  private static final int AT_ONCE = 500;

  private static final ObjectMapper JSON = Json.MAPPER;

  private final Kubectl kubectl;
  private final Terminal terminal;

  /** Those that this kubectl reaches. */
  public Services(Kubectl kubectl, Terminal terminal) {
    this.kubectl = kubectl;
    this.terminal = terminal;
  }

  /**
   * One of them.
   *
   * @throws KubectlFailure if it is not there; a similar name is suggested
   */
  public GoldenService get(String name) {
    try {
      return of(kubectl.get(PATH + "/" + checked(name)));
    } catch (KubectlFailure failure) {
      if (failure.isNotFound()) {
        suggest(name);
      }
      throw failure;
    }
  }

  private void suggest(String name) {
    try {
      NearestName.closeTo(name, names())
          .ifPresent(near -> terminal.say("Did you mean " + near + "?"));
    } catch (KubectlFailure e) {
      // The first failure is the one to show.
    }
  }

  /** The names of all. */
  public List<String> names() {
    return list().stream().map(each -> each.getMetadata().getName()).toList();
  }

  /** The one of that name, if it is there. */
  public Optional<GoldenService> find(String name) {
    return kubectl.find(PATH + "/" + checked(name)).map(Services::of);
  }

  /** All of them, by name. */
  public List<GoldenService> list() {
    try {
      return list("?limit=" + AT_ONCE);
    } catch (KubectlFailure failure) {
      if (!failure.isExpired()) {
        throw failure;
      }
      // The list changed for longer than the API server remembers; one answer cannot expire.
      return list("");
    }
  }

  private List<GoldenService> list(String query) {
    List<GoldenService> services = new ArrayList<>();
    String more = query;
    do {
      JsonNode answer = kubectl.get(PATH + more);
      answer.path("items").forEach(each -> services.add(of(each)));
      String next = answer.path("metadata").path("continue").asText();
      more =
          next.isEmpty()
              ? ""
              : query + "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!more.isEmpty());
    return services;
  }

  /** The path of a list of that one alone, which is empty while the service is not there. */
  public static String pathOfOne(String name) {
    return PATH
        + "?fieldSelector="
        + URLEncoder.encode("metadata.name=" + checked(name), StandardCharsets.UTF_8);
  }

  /** A service as the API server shows it. */
  public static GoldenService of(JsonNode json) {
    try {
      return JSON.treeToValue(json, GoldenService.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a GoldenService cannot be read: " + e.getOriginalMessage());
    }
  }

  /** Anything else would be another path of the API server. */
  private static String checked(String name) {
    if (!PlanResolver.isName(name)) {
      throw new BadInput(
          "NAME: "
              + MessageText.quoted(name)
              + " is not the name of a service; it is a DNS label of at most 63 characters");
    }
    return name;
  }
}
