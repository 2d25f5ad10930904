/** How a command line could go on, for shells and by way of kubectl. */
package dev.goldenpath.cli.completion;
