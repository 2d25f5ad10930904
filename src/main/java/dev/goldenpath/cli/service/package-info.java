/** What is asked about: a GoldenService, the path that it is on, and what is known of both. */
package dev.goldenpath.cli.service;
