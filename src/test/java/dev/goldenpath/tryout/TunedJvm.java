package dev.goldenpath.tryout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A JVM for work that mostly waits for the API server: these flags halve its CPU and memory on a
 * machine with few cores, where the optimising compiler takes more time than it saves.
 */
public final class TunedJvm {
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private TunedJvm() {}

  /** The command line that runs a jar as in the image, with the Java that runs us. */
  public static List<String> command(Path jar) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(imageFlags());
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /** What the image's JVM gets, from the one place where it stands. */
  private static List<String> imageFlags() {
    try {
      NodeList flags =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(Path.of("pom.xml").toFile())
              .getElementsByTagName("jvmFlag");
      return IntStream.range(0, flags.getLength())
          .mapToObj(i -> flags.item(i).getTextContent().strip())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("pom.xml cannot be read", e);
    }
  }

  /** Whether we run in one: if not, our times cannot be compared with those of one. */
  public static boolean isOurs() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().containsAll(FLAGS);
  }
}
