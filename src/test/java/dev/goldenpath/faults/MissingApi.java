package dev.goldenpath.faults;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.support.GoldenServices;
import java.util.List;

/** The CRD of a kind is deleted, with every object of it, and comes back after the workload. */
final class MissingApi extends Disturbance {
  private final String kind;
  private final String component;

  MissingApi(String kind) {
    this.kind = kind;
    this.component = kind.equals("servicemonitors") ? "MonitoringReady" : "SloReady";
  }

  @Override
  void begin(Lane lane, Stage stage) {
    ApiKind api = EndState.kind(kind);
    var crd = lane.admin().apiextensions().v1().customResourceDefinitions().withName(api.crdName());
    crd.delete();
    stage.await("without " + kind, () -> crd.get() == null);
    happened();
  }

  @Override
  void acted(Lane lane, Stage stage) {
    stage.await(
        "told that " + kind + " is missing",
        () ->
            GoldenServices.condition(stage.services().get(stage.name()), component)
                .filter(condition -> "ApiNotInstalled".equals(condition.reason()))
                .isPresent());
    new Installation(lane.admin()).installMonitoringApis();
    end();
  }

  @Override
  List<String> recreatedKinds() {
    return List.of(kind);
  }

  @Override
  boolean concernsAll() {
    return true;
  }

  @Override
  int attempts() {
    return ATTEMPTS_WHILE_IT_LASTS;
  }
}
