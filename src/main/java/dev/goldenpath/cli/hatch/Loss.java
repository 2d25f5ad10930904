package dev.goldenpath.cli.hatch;

import java.util.List;

/**
 * What a change takes away.
 *
 * @param lines what is lost, for people
 * @param question what a person is asked before it is lost
 */
record Loss(List<String> lines, String question) {
  /** Nothing, so that nobody is asked. */
  static final Loss NONE = new Loss(List.of(), "");
}
