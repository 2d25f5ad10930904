package dev.goldenpath.operator.reconcile.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads objects whose keys others choose. */
public final class UntrustedJson {
  private UntrustedJson() {}

  /**
   * Reads objects with any number of keys. By default, Jackson keeps every key that it has read in
   * one table, and may mistake some 8,000 keys of one object for an attack on it: then the object
   * is unreadable, and with it the whole list or watch. A tenant may write more.
   */
  public static ObjectMapper mapper() {
    return new ObjectMapper(
        JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build());
  }
}
