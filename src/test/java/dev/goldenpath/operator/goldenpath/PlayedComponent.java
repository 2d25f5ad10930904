package dev.goldenpath.operator.goldenpath;

import java.util.Set;

/** A component of another release, as far as its path document is concerned. */
record PlayedComponent(String name, Set<String> parameters) implements ComponentSchema {}
