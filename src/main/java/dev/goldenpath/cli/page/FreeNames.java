package dev.goldenpath.cli.page;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.service.Services;

/** Which names a new service can have. */
record FreeNames(Kubectl kubectl) {
  /** Whether a name is free on both roads. */
  boolean isFree(String name) {
    try {
      return kubectl.find(Services.PATH + "/" + name).isEmpty()
          && hasNoNamespace(name)
          && hasNoNamespace(name + NewService.COUNTERPART);
    } catch (KubectlFailure failure) {
      // Who may not look can still try; kubectl says what is wrong.
      return true;
    }
  }

  /** Whether there is no namespace of that name. */
  boolean hasNoNamespace(String name) {
    return kubectl.find("/api/v1/namespaces/" + name).isEmpty();
  }
}
