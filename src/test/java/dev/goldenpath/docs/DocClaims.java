package dev.goldenpath.docs;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which test runs which block of the docs. The first claim that fits a block has it. A page of its
 * own test needs one line at the top.
 */
public final class DocClaims {
  /** Checks commands that it cannot run. */
  private static final String COMMANDS = "DocCommandsTest";

  private static final String TEXTS = "DocTextsTest";
  private static final String SHELL = "DocShellIT";

  /**
   * A claim.
   *
   * @param pages a glob, as {@code docs/hatches/*.md}
   * @param language the language of the blocks; empty for those without one
   * @param holding a text that the blocks contain; empty for all
   * @param test the simple name of the class that runs them
   * @param reason why they are only checked; empty if they are run
   */
  record Claim(String pages, String language, String holding, String test, String reason) {
    boolean fits(DocBlock block) {
      return FileSystems.getDefault().getPathMatcher("glob:" + pages).matches(block.page())
          && block.language().equals(language)
          && block.text().contains(holding);
    }
  }

  static final List<Claim> ALL =
      List.of(
          // One page, one test.
          run("README.md", "console", "ReadmeTranscript"),
          run("docs/tutorial.md", "console", "TutorialIT"),
          run("docs/tutorial.md", "yaml", "TutorialIT"),
          run("docs/architecture.md", "yaml", "ArchitecturePageIT"),
          run("docs/architecture.md", "text", "ArchitecturePageIT"),
          run("docs/architecture.md", "mermaid", "ArchitecturePageTest"),
          run("docs/change-the-path.md", "yaml", "PathStoryIT"),
          run("docs/change-the-path.md", "sh", "PathStoryIT"),
          run("docs/change-the-path.md", "", "PathStoryIT"),
          run("docs/hatches/*.md", "yaml", "HatchPagesIT"),
          run("docs/hatches/*.md", "sh", "HatchPagesIT"),
          run("docs/kubectl-golden.md", "console", "TranscriptsIT"),
          run("docs/kubectl-golden.md", "", "PluginPageTest"),
          run("docs/slo.md", "yml", "MonitoringChainIT"),
          run("docs/helm.md", "sh", "InstallPagesIT"),

          // Commands that cannot run here: what they name is checked.
          new Claim("docs/development.md", "sh", "jdb", TEXTS, "runs until Ctrl-C"),
          new Claim("docs/development.md", "sh", "KUBECONFIG", TEXTS, "a suspended test"),
          new Claim("docs/development.md", "sh", "audit.log", TEXTS, "the log of an earlier run"),
          new Claim("docs/development.md", "console", "", TEXTS, "a debugger, and an earlier log"),
          checked("**", "make ", "runs for minutes, or until Ctrl-C"),
          checked("**", "docker load", "needs a registry, and tools that are not ours"),
          checked("**", "kubectl golden", "asks a person, or serves a page until Ctrl-C"),
          checked("**", "mvn -B package", "builds the product itself, and runs until Ctrl-C"),
          run("docs/install.md", "sh", "InstallPagesIT"),

          // Everything else, by its language.
          new Claim("**", "yaml", "kind: Gateway\n", TEXTS, "no CRD of it is in the cache"),
          new Claim("**", "yaml", "cilium.io", TEXTS, "no CRD of it is in the cache"),
          run("**", "yaml", "DocExamplesIT"),
          run("**", "sh", SHELL),
          run("**", "console", SHELL),
          run("**", "promql", TEXTS),
          run("**", "csv", "TicketModelTest"),
          run("**", "properties", TEXTS),
          new Claim("**", "", "$imagepolicy", TEXTS, ""),
          new Claim("**", "", "golden-path.yaml: ", TEXTS, ""),
          new Claim("**", "", "$ kubectl", SHELL, ""),
          new Claim("docs/database.md", "", "postgres.storage: ", SHELL, ""));

  private DocClaims() {}

  private static Claim run(String pages, String language, String test) {
    return new Claim(pages, language, "", test, "");
  }

  private static Claim checked(String pages, String holding, String reason) {
    return new Claim(pages, "sh", holding, COMMANDS, reason);
  }

  static Optional<Claim> of(DocBlock block) {
    return ALL.stream().filter(claim -> claim.fits(block)).findFirst();
  }

  /** The blocks that a test class has to run, in the order of the pages. */
  public static Stream<DocBlock> blocksOf(Class<?> test) {
    return DocBlock.all().stream()
        .filter(
            block ->
                of(block).filter(claim -> claim.test().equals(test.getSimpleName())).isPresent());
  }

  /** The same, by page. */
  public static Map<Path, List<DocBlock>> pagesOf(Class<?> test) {
    return blocksOf(test)
        .collect(Collectors.groupingBy(DocBlock::page, LinkedHashMap::new, Collectors.toList()));
  }
}
