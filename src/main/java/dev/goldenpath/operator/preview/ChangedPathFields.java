package dev.goldenpath.operator.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.List;
import java.util.stream.Stream;

/** The fields of a path document by which the objects of a component differ. */
public final class ChangedPathFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangedPathFields() {}

  /**
   * The fields as paths below {@code spec}, such as {@code platform.developerRole}.
   *
   * @param before the plan of a service by one document
   * @param after by another
   */
  public static List<String> of(Component component, ServicePlan before, ServicePlan after) {
    return Stream.concat(settings(component, before, after), parameters(component, before, after))
        .toList();
  }

  private static Stream<String> settings(
      Component component, ServicePlan before, ServicePlan after) {
    if (component.settings(before.platform()).equals(component.settings(after.platform()))) {
      return Stream.empty();
    }
    JsonNode was = JSON.valueToTree(before.platform());
    JsonNode is = JSON.valueToTree(after.platform());
    return is.properties().stream()
        .filter(field -> !field.getValue().equals(was.get(field.getKey())))
        .map(field -> "platform." + field.getKey());
  }

  private static Stream<String> parameters(
      Component component, ServicePlan before, ServicePlan after) {
    return after.values().entrySet().stream()
        .filter(value -> Parameter.componentOf(value.getKey()).equals(component.name()))
        .filter(value -> !value.getValue().equals(before.values().get(value.getKey())))
        .map(
            value ->
                "components.%s.parameters.%s"
                    .formatted(
                        component.name(), value.getKey().substring(component.name().length() + 1)))
        .sorted();
  }
}
