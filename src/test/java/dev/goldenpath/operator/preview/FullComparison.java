package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The class of a service without any shortcut: everything is rendered, and compared as a whole.
 *
 * @param sameObjects whether all objects are equal
 */
record FullComparison(ServiceClass type, boolean sameObjects) {

  /**
   * A service on one path, with all that it has there.
   *
   * @param objects by component
   * @param rejected the keys of the rejected hatches, but for patches that no object can take
   * @param unfit the components whose patch no object can take
   */
  record OnPath(
      PreviewedService service,
      Optional<ServicePlan> plan,
      Map<String, Map<String, Object>> objects,
      Set<String> rejected,
      Map<String, Set<String>> unfit) {

    static OnPath of(PreviewedService service, GoldenPath path) {
      Optional<ServicePlan> plan =
          Fleets.PLANS
              .resolve(
                  service.service(),
                  path,
                  service.remembered(),
                  service.established(),
                  service.live())
              .plan();
      Map<String, Map<String, Object>> objects = new TreeMap<>();
      Map<String, Set<String>> unfit = new TreeMap<>();
      if (plan.isPresent()) {
        for (Component component : Components.ALL) {
          if (plan.get().includes(component.name())) {
            DesiredState state = DesiredState.of(component, plan.get());
            objects.put(component.name(), rendered(component, state));
            unfit.put(component.name(), keys(state.rejected()));
          }
        }
      }
      return new OnPath(
          service,
          plan,
          objects,
          plan.map(each -> keys(each.hatches().rejected())).orElse(Set.of()),
          unfit);
    }

    private static Map<String, Object> rendered(Component component, DesiredState state) {
      Map<String, Object> objects = new TreeMap<>();
      state
          .wanted()
          .forEach(
              object ->
                  objects.put(
                      object.kind() + " " + object.name(),
                      amounts("", object.content(), component.quantities())));
      return objects;
    }

    private static Set<String> keys(List<RejectedHatch> hatches) {
      Set<String> keys = new TreeSet<>();
      hatches.forEach(hatch -> keys.add(hatch.key()));
      return keys;
    }
  }

  static FullComparison of(OnPath before, OnPath after) {
    if (before.plan().isEmpty() || after.plan().isEmpty()) {
      boolean same = before.plan().isEmpty() && after.plan().isEmpty();
      return new FullComparison(same ? ServiceClass.UNCHANGED : ServiceClass.UNKNOWN, same);
    }
    Set<String> rejectedBefore = new TreeSet<>(before.rejected());
    Set<String> rejectedAfter = new TreeSet<>(after.rejected());
    boolean same = true;
    for (Component component : Components.ALL) {
      String name = component.name();
      if (!before.plan().get().hatches().ejects(name)
          && !after.plan().get().hatches().ejects(name)) {
        rejectedBefore.addAll(before.unfit().getOrDefault(name, Set.of()));
        rejectedAfter.addAll(after.unfit().getOrDefault(name, Set.of()));
        same &=
            before
                .objects()
                .getOrDefault(name, Map.of())
                .equals(after.objects().getOrDefault(name, Map.of()));
      }
    }
    rejectedAfter.removeAll(rejectedBefore);
    rejectedAfter.removeIf(key -> !key.matches("(override|patch)[.].*"));
    RevisionFacts revision = before.service().revision();
    boolean stays = revision.pinned() || before.plan().get().hatches().paused().isPresent();
    if (!stays && !rejectedAfter.isEmpty()) {
      return new FullComparison(ServiceClass.CONFLICT, same);
    }
    boolean moves = !stays && !revision.held();
    return new FullComparison(moves && !same ? ServiceClass.CHANGED : ServiceClass.UNCHANGED, same);
  }

  /** With quantities as numbers. */
  private static Object amounts(String path, Object value, Set<String> quantities) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new TreeMap<>();
      map.forEach(
          (key, item) ->
              all.put(
                  (String) key,
                  amounts(path.isEmpty() ? "" + key : path + "." + key, item, quantities)));
      return all;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> amounts(path, item, quantities)).toList();
    }
    return value instanceof String text
            && quantities.stream()
                .anyMatch(field -> path.equals(field) || path.startsWith(field + "."))
        ? new Quantity(text).getNumericalAmount().stripTrailingZeros()
        : value;
  }
}
