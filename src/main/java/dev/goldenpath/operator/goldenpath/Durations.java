package dev.goldenpath.operator.goldenpath;

/** Durations of one unit, such as 30s, 5m, 12h or 30d. */
public final class Durations {
  private Durations() {}

  /** The seconds of a duration that has the form of {@link ParameterType#DURATION}. */
  public static long seconds(String duration) {
    long amount = Long.parseLong(duration.substring(0, duration.length() - 1));
    return switch (duration.charAt(duration.length() - 1)) {
      case 's' -> amount;
      case 'm' -> amount * 60;
      case 'h' -> amount * 3_600;
      default -> amount * 86_400;
    };
  }
}
