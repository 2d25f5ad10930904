package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all alerts of a service have in common: the labels to route by, and the link. */
final class AlertRules {
  private final ServicePlan plan;

  AlertRules(ServicePlan plan) {
    this.plan = plan;
  }

  /** The labels of every alert; a new map. */
  Map<String, String> labels(String severity) {
    Map<String, String> labels = Slo.identity(plan);
    if (!plan.text("slo.labels").isEmpty()) {
      Arrays.stream(plan.text("slo.labels").split(","))
          .map(label -> label.split("=", 2))
          .forEach(label -> labels.put(label[0], label[1]));
    }
    labels.put("severity", severity);
    labels.put("team", plan.team());
    labels.put("tier", plan.tier().text());
    return labels;
  }

  /**
   * An alert.
   *
   * @param after how long the expression must hold; null for no time
   */
  Rule alert(
      String name,
      @Nullable String after,
      Map<String, String> labels,
      String expression,
      String summary,
      String description) {
    RuleBuilder alert =
        new RuleBuilder()
            .withAlert(name)
            .withNewExpr(expression)
            .withFor(after)
            .withLabels(labels)
            .addToAnnotations("description", description)
            .addToAnnotations("summary", summary);
    plan.platform().runbookOf(name).ifPresent(url -> alert.addToAnnotations("runbook_url", url));
    return alert.build();
  }
}
