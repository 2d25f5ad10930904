package dev.goldenpath.cli.page;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that decide whether it is answered; null if it has no such header.
 *
 * @param path undecoded
 */
record Request(
    String method,
    String path,
    @Nullable String query,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String fetchSite,
    @Nullable String cookie,
    @Nullable String contentType) {}
