package dev.goldenpath.cli.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The JSON of Kubernetes: one mapper, since each learns every type for itself, which takes time.
 */
public final class Json {
  /** Reads and writes the types of the client and of the operator. */
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}
}
