package dev.goldenpath.tryout;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM for work that mostly waits for the API server: these flags halve its CPU and memory on a
 * machine with few cores, where the optimising compiler takes more time than it saves.
 */
public final class TunedJvm {
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private TunedJvm() {}

  /** The command line that runs a jar in one, with the Java that runs us. */
  public static List<String> command(Path jar) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-Xmx256m", "-jar", jar.toString()));
    return command;
  }

  /** Whether we run in one: if not, our times cannot be compared with those of one. */
  public static boolean isOurs() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().containsAll(FLAGS);
  }
}
