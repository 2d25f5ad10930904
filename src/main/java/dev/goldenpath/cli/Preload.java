package dev.goldenpath.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.cli.service.PathChoice;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.operator.api.Tier;
import java.util.Arrays;

/**
 * Loads what nearly every verb needs on another core, while this one reads the command line: half
 * of a verb's time is the first use of classes.
 */
final class Preload {
  private Preload() {}

  /** Starts it, if a service is going to be read. */
  static void start(String... arguments) {
    boolean isVerb = arguments.length > 1 && arguments[0].matches("[a-z]+");
    if (isVerb
        && Runtime.getRuntime().availableProcessors() > 1
        && !Arrays.asList(arguments).contains("--help")) {
      Thread thread = new Thread(Preload::run, "preload");
      thread.setDaemon(true);
      thread.start();
    }
  }

  static void run() {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.putObject("metadata");
    service.putObject("spec").put("team", "any").put("tier", Tier.LEAST.text());
    service.putObject("status");
    Services.of(service);
    PathChoice.builtIn();
  }
}
