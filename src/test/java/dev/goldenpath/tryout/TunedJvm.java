package dev.goldenpath.tryout;

import java.io.IOException;
import java.io.UncheckedIOException;
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
  private TunedJvm() {}

  /** The command line that runs a jar as in the image, with the Java that runs us. */
  public static List<String> command(Path jar) {
    return command("-jar", jar.toString());
  }

  /** The same for another program, as in the shipped container, by whose memory the heap goes. */
  public static List<String> command(String... program) {
    List<String> command = new ArrayList<>();
    command.add(tool("java").toString());
    command.addAll(imageFlags());
    command.add("-XX:MaxRAM=" + ContainerMemory.limit());
    command.addAll(List.of(program));
    return command;
  }

  /** A command of the JDK that runs us; a JRE lacks most. */
  public static Path tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  /** What the image's JVM gets, from the one place where it stands. */
  public static List<String> imageFlags() {
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
}
