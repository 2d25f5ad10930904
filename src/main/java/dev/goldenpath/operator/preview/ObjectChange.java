package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.effect.FieldChange;
import java.util.List;

/**
 * The changes of one object.
 *
 * @param component the component's name
 * @param kind its kind
 * @param name its name
 * @param fields the fields that change, at least one; the whole object if it is created or removed
 * @param kept whether the object is no longer wanted, and stays since it holds data
 */
public record ObjectChange(
    String component, String kind, String name, List<FieldChange> fields, boolean kept) {}
