package dev.goldenpath.operator.rollout;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * When a service burns its error budget too fast to be moved, or to stay on the target.
 *
 * @param maxBurnRate how many times faster than sustainable the budget may burn; above 0
 * @param window the long window of the measurement; the short one is 5 minutes
 * @param onNoData what a wave does while nothing can be measured
 */
public record ErrorBudgetRule(BigDecimal maxBurnRate, Duration window, NoDataPolicy onNoData) {}
