package dev.goldenpath.operator.api;

import java.util.Locale;

/** The ways to leave the path, as metrics count them. */
public enum HatchKind {
  OVERRIDE,
  /** An override that lowers what the platform guarantees. */
  UNSAFE_OVERRIDE,
  PATCH,
  EJECT,
  /** One object, by an annotation on itself. */
  UNMANAGED,
  /** The whole service. */
  PAUSE;

  /** As in a label: {@code unsafe-override}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
