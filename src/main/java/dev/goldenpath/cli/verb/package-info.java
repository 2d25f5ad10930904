/** What verbs have in common: the session that they run in, and the options that name a service. */
package dev.goldenpath.cli.verb;
