package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page whose fenced blocks are executed in their order; it must show what comes out. */
public final class ExecutedPage {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final String PROMPT = "$ ";

  private final Path page;
  private final String text;

  private ExecutedPage(Path page, String text) {
    this.page = page;
    this.text = text;
  }

  /** Reads a page. */
  public static ExecutedPage read(Path page) throws IOException {
    return new ExecutedPage(page, Files.readString(page));
  }

  /**
   * A fenced block.
   *
   * @param language what follows the opening fence; empty if nothing does
   * @param text its lines
   */
  public record Block(String language, String text) {
    private static final Pattern FILE = Pattern.compile("^# (\\S+\\.yaml)\\n");

    private static Block of(MatchResult found) {
      return new Block(found.group(1), found.group(2));
    }

    public boolean is(String other) {
      return language.equals(other);
    }

    /** The file that a comment in the first line names. */
    public String fileName() {
      Matcher file = FILE.matcher(text);
      assertThat(file.find()).as("a file that the first line names: %s", text).isTrue();
      return file.group(1);
    }

    /**
     * The block with what its commands print now. Only lines that start with a dollar sign are
     * commands.
     */
    public String transcript(Command command) throws IOException {
      StringBuilder played = new StringBuilder();
      for (String part : text.split("(?m)^(?=\\$ )")) {
        assertThat(part).as("a command").startsWith(PROMPT);
        int end = part.indexOf('\n') + 1;
        String line = part.substring(PROMPT.length(), end).strip();
        played.append(part, 0, end).append(command.run(line, part.substring(end)));
      }
      return played.toString();
    }
  }

  /** Runs one command of a transcript. */
  public interface Command {
    /**
     * What it prints, with a line break at its end.
     *
     * @param line the command
     * @param shown what the page shows
     */
    String run(String line, String shown) throws IOException;
  }

  /** Executes a block. */
  public interface Player {
    /** The text that the page should have for it. */
    String play(Block block) throws IOException;
  }

  /** Its blocks, in their order. */
  public List<Block> blocks() {
    return BLOCK.matcher(text).results().map(Block::of).toList();
  }

  /** Its second-level headings. */
  public Stream<String> headings() {
    return text.lines().filter(line -> line.startsWith("## "));
  }

  /** Executes all blocks, and fails if the page shows anything but what came out. */
  public void check(VariableText variable, Player player) throws IOException {
    StringBuilder played = new StringBuilder();
    int end = 0;
    for (MatchResult found : BLOCK.matcher(text).results().toList()) {
      played.append(text, end, found.start(2)).append(player.play(Block.of(found)));
      end = found.end(2);
    }
    GoldenFile.check(page, variable.kept(text, played.append(text, end, text.length()).toString()));
  }
}
