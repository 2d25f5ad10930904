package dev.goldenpath.cli.page;

import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.operator.goldenpath.MessageText;

/** What the page shows of a failure: kubectl's own words. */
final class Words {
  private static final int LONGEST = 2_000;

  private Words() {}

  static String of(KubectlFailure failure) {
    return of(failure.said());
  }

  static String of(String text) {
    String said = text.strip().replaceAll("\\s+", " ");
    return said.isEmpty() ? "kubectl failed" : MessageText.plain(said, LONGEST);
  }
}
