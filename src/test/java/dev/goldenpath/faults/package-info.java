/**
 * The fault harness: the packaged operator behind a proxy before a real API server, cut, delayed
 * and lied to at an exact request; what it leaves is compared with an undisturbed run. {@link
 * dev.goldenpath.faults.Faults} runs it.
 */
package dev.goldenpath.faults;
