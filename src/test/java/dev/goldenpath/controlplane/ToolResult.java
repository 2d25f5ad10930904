package dev.goldenpath.controlplane;

/** How a tool ended and what it said. */
public record ToolResult(int exitCode, String stdout, String stderr) {}
