package dev.goldenpath.operator.component;

import dev.goldenpath.operator.plan.ServicePlan;

/** A component that a service has for its image: it runs what the team wrote, or leads to it. */
interface ImageComponent extends Component {
  /** What to do about objects that are left alone. */
  String WAY_OUT = "set spec.image to manage it again, or delete it by hand";

  @Override
  default boolean isOpenToDevelopers() {
    return true;
  }

  @Override
  default boolean canHurtOthers() {
    return true;
  }

  /** A bad image is not the platform's. */
  @Override
  default boolean isTeams() {
    return true;
  }

  /** Whoever drops the image, or leaves the path, has no outage. */
  @Override
  default boolean keepsUnwanted(ServicePlan plan) {
    return plan.image().isEmpty() || !plan.includes(name());
  }

  @Override
  default boolean keptOnRelease() {
    return true;
  }
}
