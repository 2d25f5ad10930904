package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.reconcile.prometheus.PrometheusSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the operator works.
 *
 * @param threads how many services are reconciled at once, and how many components
 * @param resync the longest time between two reconciliations of a service
 * @param watchInterval how often missing APIs and the path document are looked for
 * @param shutdownTimeout how long running reconciliations may take to finish on shutdown
 * @param reservedNames names that no service may have, since they are those of other namespaces
 * @param prometheus what measures error budgets during a rollout; if absent, nothing does
 */
public record OperatorSettings(
    int threads,
    Duration resync,
    Duration watchInterval,
    Duration shutdownTimeout,
    Set<String> reservedNames,
    Optional<PrometheusSettings> prometheus) {}
