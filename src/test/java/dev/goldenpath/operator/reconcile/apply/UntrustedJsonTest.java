package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UntrustedJsonTest {
  private static final int KEYS = 8_300;

  /** So many, since by default one in a few dozen is unreadable: the hash has a random seed. */
  private static final int OBJECTS = 500;

  @Test
  void an_object_with_thousands_of_keys_of_a_tenant_can_be_read() throws IOException {
    for (int object = 0; object < OBJECTS; object++) {
      assertThat(UntrustedJson.mapper().readTree(json(object)).size()).isEqualTo(KEYS);
    }
  }

  private static byte[] json(int object) {
    return IntStream.range(0, KEYS)
        .mapToObj(key -> "\"goldenpath.dev/%d%05d\":\"\"".formatted(object, key))
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
