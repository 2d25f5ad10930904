/** How far a service is: the words of each step, and the verbs that show or await them. */
package dev.goldenpath.cli.progress;
