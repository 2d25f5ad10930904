package dev.goldenpath.cli.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a change would do to a service.
 *
 * @param service its name
 * @param tier the tier after the change
 * @param path the version of the path after the change
 * @param all every object, in the product's order
 */
public record PlannedChanges(
    String service, String tier, String path, @JsonIgnore List<PlannedObject> all) {

  /** The objects that change, or in which a value stays that should not. */
  @JsonProperty
  public List<PlannedObject> objects() {
    return all.stream()
        .filter(each -> each.differs() || !each.stays().isEmpty() || !each.overrides().isEmpty())
        .toList();
  }

  /** How many objects stay as they are. */
  @JsonProperty
  public int unchanged() {
    return (int) all.stream().filter(each -> !each.differs()).count();
  }

  /** Whether nothing would happen. */
  @JsonIgnore
  public boolean isEmpty() {
    return all.stream().noneMatch(PlannedObject::differs);
  }
}
