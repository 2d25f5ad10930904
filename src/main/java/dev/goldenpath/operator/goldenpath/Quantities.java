package dev.goldenpath.operator.goldenpath;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Quantities in objects, compared by amount: the API server rewrites {@code 1000m} to {@code 1}.
 *
 * @param fields the fields whose text is a quantity, as paths with dots, each with everything below
 *     it; elsewhere {@code 1.1} and {@code 1.10} are two versions
 */
public record Quantities(Set<String> fields) {
  /**
   * Without an exponent: the cost of comparing a number of ten characters must not depend on its
   * value.
   */
  private static final Pattern QUANTITY =
      Pattern.compile("[0-9]{1,18}([.][0-9]{1,9})?([numkMGTP]|[KMGTP]i)?");

  /** Whether both are quantities of the same amount, in a field that has quantities. */
  public boolean isSame(String path, @Nullable Object one, @Nullable Object other) {
    return fields.stream().anyMatch(field -> path.equals(field) || path.startsWith(field + "."))
        && isSame(one, other);
  }

  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    Optional<BigDecimal> amount = amount(one);
    Optional<BigDecimal> otherAmount = amount(other);
    return amount.isPresent()
        && otherAmount.isPresent()
        && amount.get().compareTo(otherAmount.get()) == 0;
  }

  /** Whether both are quantities, and the first is the smaller one. */
  public static boolean isLess(@Nullable Object one, @Nullable Object other) {
    Optional<BigDecimal> amount = amount(one);
    Optional<BigDecimal> otherAmount = amount(other);
    return amount.isPresent()
        && otherAmount.isPresent()
        && amount.get().compareTo(otherAmount.get()) < 0;
  }

  /** A schema may also allow a number as a quantity. */
  private static Optional<BigDecimal> amount(@Nullable Object value) {
    String text = String.valueOf(value);
    return QUANTITY.matcher(text).matches()
        ? Optional.of(new Quantity(text).getNumericalAmount())
        : Optional.empty();
  }
}
