package dev.goldenpath.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param page the page, relative to the repository
 * @param line where its opening fence is
 * @param language the word after the fence; empty if there is none
 * @param text what is between the fences, without the indentation of the fence
 */
public record DocBlock(Path page, int line, String language, String text) {
  private static final Pattern FENCE = Pattern.compile("( *)(```+|~~~+) *(\\S*).*");

  /** The pages whose blocks are run: README.md, CONTRIBUTING.md and everything below docs. */
  static List<Path> pages() {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md").map(Path::of),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every block of every page, in order. */
  public static List<DocBlock> all() {
    return pages().stream()
        .flatMap(
            page -> {
              try {
                return read(page, Files.readAllLines(page)).stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  /** The blocks of a page with these lines. */
  static List<DocBlock> read(Path page, List<String> lines) {
    List<DocBlock> blocks = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      Matcher opening = FENCE.matcher(lines.get(at));
      at++;
      if (!opening.matches()) {
        continue;
      }
      int line = at;
      StringBuilder text = new StringBuilder();
      while (at < lines.size() && !lines.get(at).strip().equals(opening.group(2))) {
        text.append(lines.get(at).replaceFirst("^" + opening.group(1), "")).append('\n');
        at++;
      }
      if (at == lines.size()) {
        throw new IllegalStateException(page + ":" + line + ": the fence is not closed");
      }
      blocks.add(new DocBlock(page, line, opening.group(3), text.toString()));
      at++;
    }
    return blocks;
  }

  @Override
  public String toString() {
    return page + ":" + line + " [" + language + "]";
  }
}
