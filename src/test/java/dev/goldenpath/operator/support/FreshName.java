package dev.goldenpath.operator.support;

/**
 * A name that no other test uses, told by the test's own name: all tests share one cluster, and the
 * objects of an earlier one may still be going away.
 *
 * @param value a DNS label
 */
public record FreshName(String value) {}
