package dev.goldenpath.cli.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.List;

/**
 * Every value of a service.
 *
 * @param service its name
 * @param tier its tier
 * @param path the version of the path
 * @param values by component, in the product's order, and the hatches without a value
 * @param absent the components that it does not have
 */
public record ServiceExplanation(
    String service, String tier, String path, List<ExplainedValue> values, List<String> absent) {

  /** Explains a plan. */
  public static ServiceExplanation of(PlannedSubject planned) {
    ServicePlan plan = planned.plan();
    List<String> absent =
        Components.ALL.stream()
            .filter(component -> !isPresent(component, plan))
            .map(Component::name)
            .toList();
    return new ServiceExplanation(
        plan.service(),
        plan.tier().text(),
        planned.path().path().version(),
        new ValueOrigins(planned, absent).all(),
        absent);
  }

  private static boolean isPresent(Component component, ServicePlan plan) {
    return plan.hatches().ejects(component.name())
        || (plan.includes(component.name()) && !component.desired(plan).isEmpty());
  }

  /** The same with only what differs from the path. */
  public ServiceExplanation changed() {
    return new ServiceExplanation(
        service, tier, path, values.stream().filter(ExplainedValue::isChanged).toList(), absent);
  }

  /** How many parameters have the path's own value. */
  @JsonIgnore
  public int unchanged() {
    return (int) values.stream().filter(each -> each.isParameter() && !each.isChanged()).count();
  }
}
