package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.re2j.Pattern;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
  private static final Map<String, BigDecimal> FACTORS =
      Map.of(
          "", BigDecimal.ONE,
          "m", new BigDecimal("0.001"),
          "k", BigDecimal.TEN.pow(3),
          "M", BigDecimal.TEN.pow(6),
          "G", BigDecimal.TEN.pow(9),
          "T", BigDecimal.TEN.pow(12),
          "Ki", BigDecimal.valueOf(1L << 10),
          "Mi", BigDecimal.valueOf(1L << 20),
          "Gi", BigDecimal.valueOf(1L << 30),
          "Ti", BigDecimal.valueOf(1L << 40));
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400);
  private static final List<Parameter> BUILT_IN = readBuiltIn();

  @ParameterizedTest
  @CsvSource({
    "QUANTITY, 500m",
    "QUANTITY, 2",
    "QUANTITY, 0",
    "QUANTITY, 8Gi",
    "QUANTITY, 999999999999999Ti",
    "INTEGER, 0",
    "INTEGER, 999999999",
    "DURATION, 30s",
    "DURATION, 5m",
    "DURATION, 12h",
    "DURATION, 9999999d",
    "PERCENTAGE, 0",
    "PERCENTAGE, 99.5",
    "PERCENTAGE, 99.95",
    "PERCENTAGE, 99.999",
    "PERCENTAGE, 100",
    "NAMES, ''",
    "NAMES, cart",
    "NAMES, 'cart,orders-2'"
  })
  void has_a_form_for_each_type(ParameterType type, String text) {
    assertThat(unbounded(type).problemWith(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "QUANTITY, ''",
    "QUANTITY, 08",
    "QUANTITY, 1.5",
    "QUANTITY, -1",
    "QUANTITY, +1",
    "QUANTITY, 1e3",
    "QUANTITY, 8gi",
    "QUANTITY, '8 Gi'",
    "QUANTITY, 1Ei",
    "QUANTITY, '1\n'",
    "QUANTITY, \u0661",
    "INTEGER, ''",
    "INTEGER, 01",
    "INTEGER, -1",
    "INTEGER, 1.0",
    "INTEGER, 1000000000",
    "INTEGER, 0x1",
    "DURATION, 0s",
    "DURATION, 30",
    "DURATION, 1h30m",
    "DURATION, 500ms",
    "DURATION, 1w",
    "DURATION, 10000000d",
    "PERCENTAGE, 99.50",
    "PERCENTAGE, 99.",
    "PERCENTAGE, .5",
    "PERCENTAGE, 101",
    "PERCENTAGE, 99%",
    "PERCENTAGE, '99,5'",
    "PERCENTAGE, 99.9999",
    "NAMES, Cart",
    "NAMES, 'cart,'",
    "NAMES, ',cart'",
    "NAMES, 'cart, orders'",
    "NAMES, 1cart",
    "NAMES, cart-",
    "NAMES, 'cart,,orders'",
    "NAMES, *",
    "NAMES, a.b"
  })
  void names_a_valid_example_where_the_form_is_wrong(ParameterType type, String text) {
    assertThat(unbounded(type).problemWith(text)).contains("must be " + type.example());
  }

  @Test
  void a_name_has_at_most_63_characters() {
    Parameter names = unbounded(ParameterType.NAMES);

    assertThat(names.problemWith("a," + "b".repeat(63))).isEmpty();
    assertThat(names.problemWith("a," + "b".repeat(64))).isPresent();
  }

  @Test
  void a_choice_is_one_of_its_choices_to_the_letter() {
    Parameter choice =
        new Parameter(
            ParameterType.CHOICE, "", null, null, List.of("on", "off"), null, null, null, Map.of());

    assertThat(choice.problemWith("off")).isEmpty();
    for (String text : List.of("", "Off", "off ", "on,off")) {
      assertThat(choice.problemWith(text)).contains("must be one of on, off");
    }
  }

  @Test
  void a_text_matches_its_pattern_as_a_whole() {
    Parameter text =
        new Parameter(
            ParameterType.TEXT,
            "",
            null,
            null,
            null,
            null,
            Pattern.compile("/[a-z]*"),
            null,
            Map.of());

    assertThat(text.problemWith("/metrics")).isEmpty();
    for (String other : List.of("", "metrics", "/metrics?", "/metrics\n", " /metrics")) {
      assertThat(text.problemWith(other)).contains("must match /[a-z]*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QUANTITY, 1Gi, 1Ti, 1023Mi, 1Gi, 1Ti, 1025Gi",
    "QUANTITY, 100m, 8, 99m, 100m, 8000m, 8001m",
    "INTEGER, 1, 9, 0, 1, 9, 10",
    "DURATION, 5s, 5m, 4s, 5s, 300s, 1h",
    "PERCENTAGE, 90, 99.99, 89.999, 90, 99.99, 99.991",
    "NAMES, 1, 2, '', a, 'a,b', 'a,b,c'"
  })
  void bounds_are_inclusive(
      ParameterType type,
      String minimum,
      String maximum,
      String below,
      String least,
      String greatest,
      String above) {
    Parameter bounded = bounded(type, minimum, maximum);

    assertThat(bounded.problemWith(below)).contains("must be at least " + minimum);
    assertThat(bounded.problemWith(least)).isEmpty();
    assertThat(bounded.problemWith(greatest)).isEmpty();
    assertThat(bounded.problemWith(above)).contains("must be at most " + maximum);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "a", "m", ",", "-", ".", "\n", "\0", "a,"})
  void a_very_long_text_is_refused_or_accepted(String part) {
    String text = part.repeat(65_536);
    for (Parameter parameter : BUILT_IN) {
      assertThatCode(() -> parameter.problemWith(text)).doesNotThrowAnyException();
    }
  }

  @Test
  void the_built_in_document_has_every_type() {
    assertThat(BUILT_IN.stream().map(Parameter::type).collect(Collectors.toSet()))
        .isEqualTo(Set.of(ParameterType.values()));
  }

  @Property(tries = 1000)
  void any_text_is_refused_or_accepted(@ForAll("anyText") String text) {
    for (Parameter parameter : BUILT_IN) {
      assertThat(parameter.problemWith(text)).isNotNull();
    }
    for (ParameterType type :
        List.of(
            ParameterType.QUANTITY,
            ParameterType.INTEGER,
            ParameterType.DURATION,
            ParameterType.PERCENTAGE,
            ParameterType.NAMES)) {
      assertThat(unbounded(type).problemWith(text)).isNotNull();
    }
  }

  @Property(tries = 1000)
  void what_is_accepted_as_a_quantity_is_one(@ForAll("anyText") String text) {
    if (unbounded(ParameterType.QUANTITY).problemWith(text).isEmpty()) {
      assertThat(new Quantity(text).getNumericalAmount()).isNotNegative();
      assertThat(Quantity.parse(text).toString()).isEqualTo(text);
    }
  }

  @Property(tries = 500)
  void the_bounds_of_a_quantity_hold_across_suffixes(
      @ForAll @IntRange(max = 5_000) int amount, @ForAll("suffixes") String suffix) {
    BigDecimal value = BigDecimal.valueOf(amount).multiply(FACTORS.get(suffix));
    boolean within =
        value.compareTo(FACTORS.get("Mi")) >= 0 && value.compareTo(FACTORS.get("Ti")) <= 0;

    assertThat(bounded(ParameterType.QUANTITY, "1Mi", "1Ti").problemWith(amount + suffix).isEmpty())
        .isEqualTo(within);
    assertThat(new Quantity(amount + suffix).getNumericalAmount()).isEqualByComparingTo(value);
  }

  @Property(tries = 500)
  void the_bounds_of_an_integer_hold(@ForAll @IntRange(max = 40) int value) {
    assertThat(
            bounded(ParameterType.INTEGER, "9", "30")
                .problemWith(Integer.toString(value))
                .isEmpty())
        .isEqualTo(value >= 9 && value <= 30);
  }

  @Property(tries = 500)
  void the_bounds_of_a_duration_hold_across_units(
      @ForAll @IntRange(min = 1, max = 5_000) int amount, @ForAll("units") String unit) {
    long seconds = (long) amount * SECONDS.get(unit);

    assertThat(bounded(ParameterType.DURATION, "90s", "2h").problemWith(amount + unit).isEmpty())
        .isEqualTo(seconds >= 90 && seconds <= 7_200);
  }

  @Provide
  Arbitrary<String> suffixes() {
    return Arbitraries.of(FACTORS.keySet());
  }

  @Provide
  Arbitrary<String> units() {
    return Arbitraries.of(SECONDS.keySet());
  }

  /** Half of it nearly right: text from all of Unicode never comes near a grammar. */
  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        Arbitraries.strings().withChars("0123456789").withChars("mkMGTKi.-").ofMaxLength(6),
        Arbitraries.strings().withChars("ab,-").ofMaxLength(12),
        Arbitraries.strings()
            .numeric()
            .ofMinLength(1)
            .ofMaxLength(15)
            .map(digits -> digits + "Gi"));
  }

  private static List<Parameter> readBuiltIn() {
    return Documents.readBuiltIn().spec().components().values().stream()
        .flatMap(component -> component.parameters().values().stream())
        .toList();
  }

  private static Parameter unbounded(ParameterType type) {
    return bounded(type, null, null);
  }

  private static Parameter bounded(ParameterType type, String minimum, String maximum) {
    return new Parameter(type, "", minimum, maximum, null, null, null, null, Map.of());
  }
}
