package dev.goldenpath.cli.progress;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as kubectl takes them: {@code 90s}, {@code 5m}, {@code 1h30m}. */
public final class TimeoutOption implements ITypeConverter<Duration> {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,5})m)?(?:(\\d{1,5})s)?");

  @Override
  public Duration convert(String value) {
    Matcher form = FORM.matcher(value);
    if (value.isEmpty() || !form.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is not a duration; write it as 90s, 5m or 1h30m");
    }
    return Duration.ofHours(number(form.group(1)))
        .plusMinutes(number(form.group(2)))
        .plusSeconds(number(form.group(3)));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
