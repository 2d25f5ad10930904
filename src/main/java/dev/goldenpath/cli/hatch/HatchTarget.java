package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.NearestName;
import dev.goldenpath.operator.goldenpath.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An open hatch that is to be closed.
 *
 * @param prefix of the annotation that opens it
 * @param name the component or the parameter
 */
record HatchTarget(String prefix, String name) {
  /** The name of a pause beside those of components and parameters. */
  static final String PAUSED = "paused";

  /**
   * The open hatch of that name; of a component, its ejection before its patch.
   *
   * @throws BadInput if there is none
   */
  static HatchTarget in(Map<String, String> annotations, String name) {
    Set<String> open = new TreeSet<>();
    for (String prefix :
        new String[] {Annotations.EJECT, Annotations.PATCH, Annotations.OVERRIDE}) {
      if (annotations.containsKey(prefix + name)) {
        return new HatchTarget(prefix, name);
      }
      annotations.keySet().stream()
          .filter(key -> key.startsWith(prefix))
          .map(key -> MessageText.plain(key.substring(prefix.length()), 80))
          .forEach(open::add);
    }
    throw new BadInput(
        MessageText.quoted(name)
            + ": has no open hatch; "
            + (open.isEmpty()
                ? "the service has none"
                : NearestName.closeTo(name, open)
                        .map(near -> "did you mean " + near + "? ")
                        .orElse("")
                    + "open: "
                    + String.join(", ", open)));
  }

  /** Whether its owner manages the component. */
  boolean isEject() {
    return prefix.equals(Annotations.EJECT);
  }

  /**
   * The annotations to remove: the hatch, its reason and its last day, unless these also belong to
   * another hatch of the component.
   */
  Set<String> keys(Map<String, String> annotations) {
    Set<String> keys = new TreeSet<>(Set.of(prefix + name));
    if (!isEject()) {
      keys.add(Annotations.REASON + name);
    }
    if (annotations.keySet().stream().noneMatch(this::isOfSame)) {
      keys.add(Annotations.UNTIL + name);
    }
    keys.retainAll(annotations.keySet());
    return keys;
  }

  private boolean isOfSame(String key) {
    if (key.equals(prefix + name)) {
      return false;
    }
    return key.equals(Annotations.PATCH + name)
        || key.equals(Annotations.EJECT + name)
        || (key.startsWith(Annotations.OVERRIDE)
            && key.indexOf('.', Annotations.OVERRIDE.length()) > 0
            && Parameter.componentOf(key.substring(Annotations.OVERRIDE.length())).equals(name));
  }
}
