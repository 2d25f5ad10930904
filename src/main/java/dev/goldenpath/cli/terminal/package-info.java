/** What every part of the plugin reads and writes with: streams, exit codes, complaints, JSON. */
package dev.goldenpath.cli.terminal;
