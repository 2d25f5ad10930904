package dev.goldenpath.operator.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of hatch, by which a service can leave the path. */
public enum HatchKind {
  /** Another value for one parameter. */
  OVERRIDE,
  /** A change of the objects of one component that no parameter covers. */
  PATCH,
  /** A component that its owner manages. */
  EJECT,
  /** One object that its owner manages, by an annotation on the object itself. */
  UNMANAGED,
  /** The whole service is paused: nothing is written for it. */
  PAUSE,
  /** The revision of the golden path that the service stays on. */
  PIN;

  /** As in a status and in a metric: {@code override}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with that text; empty for a kind of another version. */
  public static Optional<HatchKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
