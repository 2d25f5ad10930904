package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rules for a path document beyond its shape, after it is completed and its unknown fields are
 * removed. Each problem begins with its field.
 */
final class GoldenPathCheck {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SEMANTIC_VERSION =
      Pattern.compile("[0-9]+[.][0-9]+[.][0-9]+(-[0-9A-Za-z.-]+)?");
  private static final Pattern PATCHABLE =
      Pattern.compile("/(spec|data|metadata/(labels|annotations))(/[^/]+)+");

  private final GoldenPath path;
  private final Catalogue catalogue;
  private final List<String> problems = new ArrayList<>();

  GoldenPathCheck(GoldenPath path, Catalogue catalogue) {
    this.path = path;
    this.catalogue = catalogue;
  }

  List<String> problems() {
    expect("apiVersion", path.apiVersion(), GoldenPath.API_VERSION);
    expect("kind", path.kind(), GoldenPath.KIND);
    if (!isText(path.name(), NAME, Bounds.LABEL)) {
      add(
          "metadata.name",
          path.name(),
          "must be a DNS label: a-z, 0-9 and -, at most " + Bounds.LABEL);
    }
    if (!isText(path.version(), SEMANTIC_VERSION, Bounds.VERSION)) {
      add(
          "spec.version",
          path.version(),
          "must be a semantic version such as 1.2.0, of at most " + Bounds.VERSION + " characters");
    }
    problems.addAll(PlatformCheck.of(path.spec().platform()));
    checkNames("spec.components", path.spec().components().keySet(), catalogue.components());
    path.spec().components().forEach(this::checkComponent);
    if (problems.isEmpty()) {
      checkTogether();
    }
    return problems;
  }

  private static boolean isText(String text, Pattern form, int longest) {
    return text.length() <= longest && form.matcher(text).matches();
  }

  private void checkTogether() {
    for (Tier tier : Tier.values()) {
      Map<String, String> values = path.defaults(tier);
      for (Contradiction contradiction :
          catalogue.contradictions(values, Requested.NOTHING, path.spec().platform())) {
        String parameter = contradiction.parameters().get(0);
        add(
            "spec.components."
                + parameter.replaceFirst("[.]", ".parameters.")
                + " of "
                + tier.text(),
            Objects.requireNonNull(values.get(parameter)),
            contradiction.problem());
      }
    }
  }

  private void checkComponent(String name, GoldenPath.ComponentDefaults component) {
    String at = "spec.components." + name + ".parameters";
    checkNames(at, component.parameters().keySet(), catalogue.parameters(name));
    component
        .parameters()
        .forEach(
            (parameter, rule) -> problems.addAll(ParameterCheck.of(at + "." + parameter, rule)));
    if (name.equals("namespace") && !component.enabled()) {
      add("spec.components.namespace.enabled", "false", "must be true: everything else is in it");
    }
    for (String pointer : component.patchable()) {
      if (!catalogue.isPatchable(name)) {
        add(
            "spec.components." + name + ".patchable",
            pointer,
            "is not allowed: a patch of " + name + " would lend its author the operator's rights");
      } else if (!PATCHABLE.matcher(pointer).matches()) {
        add(
            "spec.components." + name + ".patchable",
            pointer,
            "must be a JSON pointer below /spec, /data, /metadata/labels or /metadata/annotations");
      }
    }
  }

  /** Parameters that neither the document nor the built-in one has: a bug in the operator. */
  private void checkNames(String at, Set<String> given, Set<String> expected) {
    for (String missing : new TreeSet<>(expected)) {
      if (!given.contains(missing)) {
        problems.add(at + "." + missing + ": is missing");
      }
    }
  }

  private void expect(String at, String value, String expected) {
    if (!expected.equals(value)) {
      add(at, value, "must be " + expected);
    }
  }

  private void add(String at, String value, String problem) {
    problems.add(at + ": " + MessageText.quoted(value) + " " + problem);
  }
}
