package dev.goldenpath.operator.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Values compared by what they mean, not by how they are written: the server rewrites some ({@code
 * 1000m} to {@code 1}), and inside an atomic list or map it adds defaults, so that what we want is
 * there where it is contained in what is there. Compared by the letter, such an object would be
 * applied in every pass, for ever.
 */
final class Meaning {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Meaning() {}

  /** Whether all that is wanted is there, by meaning; whatever else is there may be a default. */
  static boolean contains(Object live, Object wanted) {
    if (wanted instanceof Map<?, ?> map) {
      return live instanceof Map<?, ?> other
          && map.entrySet().stream()
              .allMatch(entry -> contains(other.get(entry.getKey()), entry.getValue()));
    }
    if (wanted instanceof List<?> list) {
      return live instanceof List<?> other
          && list.size() == other.size()
          && IntStream.range(0, list.size()).allMatch(i -> contains(other.get(i), list.get(i)));
    }
    if (wanted instanceof Number number && live instanceof Number other) {
      return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    return Objects.equals(live, wanted) || sameQuantity(live, wanted);
  }

  /** Whether a key of managedFields, {@code k:} or {@code v:}, stands for that item of a list. */
  static boolean names(String key, Object item) {
    try {
      if (key.startsWith("v:")) {
        return contains(JSON.readValue(key.substring(2), Object.class), item);
      }
      return key.startsWith("k:") && contains(item, JSON.readValue(key.substring(2), Object.class));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean sameQuantity(Object live, Object wanted) {
    if (!(live instanceof String text) || !(wanted instanceof String other)) {
      return false;
    }
    return isQuantity(text)
        && isQuantity(other)
        && new Quantity(text)
                .getNumericalAmount()
                .compareTo(new Quantity(other).getNumericalAmount())
            == 0;
  }

  private static boolean isQuantity(String text) {
    return text.matches("[0-9]{1,18}([.][0-9]{1,9})?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?");
  }
}
