/** Configuration, health, metrics and the process: what is needed to run it, not what it does. */
package dev.goldenpath.operator.runtime;
