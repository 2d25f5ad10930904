/** The page that {@code ui} and {@code demo} serve on loopback: a new service on two roads. */
package dev.goldenpath.cli.page;
