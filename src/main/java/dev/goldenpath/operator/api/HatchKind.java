package dev.goldenpath.operator.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of hatch, by which a service leaves the path. */
public enum HatchKind {
  /** Another value of one parameter. */
  OVERRIDE,
  /** A change that no parameter covers, of the objects of one component. */
  PATCH,
  /** A component that its owner manages. */
  EJECT,
  /** One object that its owner manages, by an annotation on the object itself. */
  UNMANAGED,
  /** The whole service, for which nothing is written. */
  PAUSE;

  /** As in a status and in a metric: {@code override}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that text; empty for one that another version wrote. */
  public static Optional<HatchKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
