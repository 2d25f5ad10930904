package dev.goldenpath.operator.support;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test class with the whole platform installed and an operator of its own. */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WithOperator {
  protected ControlPlane controlPlane;
  protected RunningOperator operator;
  protected GoldenServices services;

  @BeforeAll
  void startOperator(ControlPlane shared) {
    controlPlane = shared;
    new Installation(shared.admin()).installPlatform();
    services = new GoldenServices(shared.admin());
    operator = RunningOperator.start(shared.operator(), pathFile());
  }

  /** The path document of the installation; the built-in one if there is none. */
  protected Optional<Path> pathFile() {
    return Optional.empty();
  }

  /** Stops the operator, does something behind its back, and starts it again. */
  protected void whileDown(Runnable change) {
    operator.close();
    change.run();
    operator = RunningOperator.start(controlPlane.operator(), pathFile());
  }

  @AfterAll
  void stopOperator() {
    operator.close();
  }
}
