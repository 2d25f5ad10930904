package dev.goldenpath.cli.progress;

import dev.goldenpath.operator.api.GoldenService;

/** What is seen of a service that is followed. */
public sealed interface Sighting {
  /** It is there, new or changed. */
  record Present(GoldenService service) implements Sighting {}

  /** It is not there yet. */
  record Missing() implements Sighting {}

  /** It was there, and was deleted; one of the same name may have been created since. */
  record Deleted() implements Sighting {}
}
