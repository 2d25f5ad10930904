package dev.goldenpath.cli.text;

/** The forms of an answer, as they are typed. */
public enum OutputFormat {
  /** For people. */
  table,
  /** For programs. */
  yaml,
  /** For programs. */
  json
}
