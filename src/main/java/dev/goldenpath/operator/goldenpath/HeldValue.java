package dev.goldenpath.operator.goldenpath;

/**
 * A value that is not what the path or its owner asks for, because of what is live.
 *
 * @param parameter {@code component.parameter}
 * @param wanted what was asked for
 * @param value what is in force
 * @param message the parameter, the reason and the way out
 */
public record HeldValue(String parameter, String wanted, String value, String message) {
  /** The component of the parameter. */
  public String component() {
    return Parameter.componentOf(parameter);
  }
}
