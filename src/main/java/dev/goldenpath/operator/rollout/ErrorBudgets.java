package dev.goldenpath.operator.rollout;

/** Where the measurements of a rollout come from. They are made while somebody asks for them. */
@FunctionalInterface
public interface ErrorBudgets extends AutoCloseable {

  /** Without a Prometheus. */
  ErrorBudgets NOT_CONFIGURED = rule -> ErrorBudgetReading.NOT_CONFIGURED;

  /** The last measurement by that rule. Returns at once; from now on, more are made. */
  ErrorBudgetReading reading(ErrorBudgetRule rule);

  /** Until the next question, no measurement is needed. */
  default void rest() {}

  /** What is called after each measurement; it does not block, and throws nothing. */
  default void onReading(Runnable listener) {}

  @Override
  default void close() {}
}
