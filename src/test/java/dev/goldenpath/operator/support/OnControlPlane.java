package dev.goldenpath.operator.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Lets a test ask for a real control plane, which all these tests share: they run one after the
 * other. For one that may run beside others, see {@link OnOwnControlPlane}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ControlPlaneExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface OnControlPlane {}
