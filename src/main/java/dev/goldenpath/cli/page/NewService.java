package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.plan.PlanResolver;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a person types for a new service.
 *
 * @param name also of its namespace
 */
record NewService(String name, String team, String tier) {
  /** What its counterpart on the ticket road is called: the name and this. */
  static final String COUNTERPART = "-tickets";

  /** So that the counterpart's name is a DNS label, too. */
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,53}[a-z0-9])?");

  private static final ObjectMapper JSON = Json.MAPPER;

  /**
   * Reads a form.
   *
   * @throws BadInput if a field is missing or invalid
   */
  static NewService of(JsonNode form) {
    NewService typed =
        new NewService(
            form.path("name").asText(), form.path("team").asText(), form.path("tier").asText());
    check(
        "name",
        typed.name,
        NAME.asMatchPredicate(),
        "begin with a letter, at most 55 of a-z, 0-9 and -");
    check("team", typed.team, PlanResolver::isTeam, "at most 63 of a-z, 0-9 and -");
    if (Tier.of(typed.tier).isEmpty()) {
      throw new BadInput(
          "tier: "
              + MessageText.quoted(typed.tier)
              + ": unknown; choose one of "
              + String.join(", ", Tier.names()));
    }
    return typed;
  }

  private static void check(String field, String value, Predicate<String> valid, String advice) {
    if (!valid.test(value)) {
      throw new BadInput(
          "%s: %s: is not a DNS label; %s".formatted(field, MessageText.quoted(value), advice));
    }
  }

  /** The values that were typed; the page counts them. */
  List<String> values() {
    return List.of(name, team, tier);
  }

  /** The same team and tier under the name of the other road. */
  NewService counterpart() {
    return new NewService(name + COUNTERPART, team, tier);
  }

  /**
   * The custom resource, as JSON.
   *
   * @param label key of the only label
   */
  ObjectNode resource(String label, String value) {
    ObjectNode resource = JSON.createObjectNode();
    resource.put("apiVersion", GoldenService.API_VERSION);
    resource.put("kind", "GoldenService");
    ObjectNode metadata = resource.putObject("metadata").put("name", name);
    metadata.putObject("labels").put(label, value);
    resource.putObject("spec").put("team", team).put("tier", tier);
    return resource;
  }

  /** The same for a plan, without a cluster. */
  GoldenService service() {
    ObjectNode resource = resource("unused", "");
    resource.withObject("/metadata").remove("labels");
    return Services.of(resource);
  }
}
