/** What the network policies let out and in. Pure. */
package dev.goldenpath.operator.component.network;
