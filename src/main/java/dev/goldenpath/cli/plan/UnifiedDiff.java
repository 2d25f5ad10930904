package dev.goldenpath.cli.plan;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.goldenpath.cli.plan.PlannedObject.Change;
import dev.goldenpath.cli.text.ObjectText;
import dev.goldenpath.operator.component.DesiredObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The changes of a plan as a patch of the folder that {@code render --dir} writes. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final String NOTHING = "/dev/null";

  private final boolean hasUid;

  UnifiedDiff(boolean hasUid) {
    this.hasUid = hasUid;
  }

  List<String> lines(PlannedChanges changes) {
    return changes.all().stream()
        .filter(each -> each.change() != Change.NONE)
        .flatMap(this::lines)
        .toList();
  }

  private Stream<String> lines(PlannedObject object) {
    return switch (object.change()) {
      // Nobody knows what its owner made of it.
      case RETURNED, CREATED -> lines(Optional.empty(), object.after());
      case CHANGED -> lines(object.before(), object.after());
      case REMOVED -> lines(object.before(), Optional.empty());
      // It stays in the cluster, and is no longer in the folder.
      case LEFT, EJECTED -> lines(object.before(), Optional.empty());
      case NONE -> Stream.empty();
    };
  }

  private Stream<String> lines(Optional<DesiredObject> before, Optional<DesiredObject> after) {
    List<String> was = yaml(before);
    return UnifiedDiffUtils.generateUnifiedDiff(
        name("a/", before), name("b/", after), was, DiffUtils.diff(was, yaml(after)), CONTEXT)
        .stream();
  }

  private static String name(String side, Optional<DesiredObject> object) {
    return object.map(each -> side + ObjectText.fileName(each)).orElse(NOTHING);
  }

  private List<String> yaml(Optional<DesiredObject> object) {
    return object
        .map(each -> ObjectText.yaml(ObjectText.content(each, hasUid)).lines().toList())
        .orElse(List.of());
  }
}
