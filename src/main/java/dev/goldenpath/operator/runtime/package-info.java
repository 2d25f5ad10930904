/** Configuration, health, metrics and the process: everything needed to run the operator. */
package dev.goldenpath.operator.runtime;
