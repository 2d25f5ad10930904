package dev.goldenpath.operator.reconcile.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.UntrustedJson;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Compresses the objects of one kind. They differ in little more than the name of their service, so
 * the first one of ours is the dictionary of the others.
 */
final class ObjectCodec {
  /** The window of deflate: a longer dictionary has no effect. */
  private static final int WINDOW = 32_768;

  private static final int PLAIN = 0;
  private static final int WITH_DICTIONARY = 1;

  private static final ObjectMapper JSON = UntrustedJson.mapper();

  /** Never changes once it is set: what was compressed with it must remain readable. */
  private volatile byte[] dictionary = {};

  /** The compressed text; its first byte shows whether the dictionary is needed. */
  byte[] encode(GenericKubernetesResource object) {
    byte[] known = dictionary;
    // Speed rather than size: the other levels take several times as long for half the size.
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      byte[] json = JSON.writeValueAsBytes(object);
      ByteArrayOutputStream encoded = new ByteArrayOutputStream();
      encoded.write(known.length == 0 ? PLAIN : WITH_DICTIONARY);
      deflater.setDictionary(known);
      try (DeflaterOutputStream out = new DeflaterOutputStream(encoded, deflater)) {
        out.write(json);
      }
      if (known.length == 0 && FieldOwnership.isOurs(object)) {
        learn(json);
      }
      return encoded.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
  }

  private synchronized void learn(byte[] json) {
    if (dictionary.length == 0) {
      dictionary = Arrays.copyOfRange(json, Math.max(0, json.length - WINDOW), json.length);
    }
  }

  /** The object that was encoded. */
  GenericKubernetesResource decode(byte[] encoded) {
    Inflater inflater = new Inflater(true);
    try {
      if (encoded[0] == WITH_DICTIONARY) {
        inflater.setDictionary(dictionary);
      }
      return JSON.readValue(
          new InflaterInputStream(
              new ByteArrayInputStream(encoded, 1, encoded.length - 1), inflater),
          GenericKubernetesResource.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      inflater.end();
    }
  }
}
