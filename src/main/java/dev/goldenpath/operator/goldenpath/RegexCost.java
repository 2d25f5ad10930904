package dev.goldenpath.operator.goldenpath;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the compiled program of a regular expression (RE2 syntax). A counted repeat is
 * expanded when it is compiled, and nested repeats multiply: 25 characters can ask for a billion
 * instructions. So the size is computed by scanning the text once, without a compiler.
 *
 * <p>The cost is at least the number of instructions of any expression that RE2 would accept: one
 * for each character, class and anchor, one more for each operator, two for a group. An invalid
 * expression has some cost, too; rejecting it is left to the compiler.
 */
final class RegexCost {
  /** The largest count of a single repeat. RE2 itself stops at 1,000. */
  static final int LARGEST_COUNT = 100;

  /**
   * The largest cost. Prometheus, whose engine is Go's, refuses nested repeats whose counts
   * multiply to more than 1,000; here the repeated expression counts, too. A program of that size
   * takes some 100 kB.
   */
  static final int LARGEST = 1_000;

  /** What RE2 reads as a count; any other brace is a character. */
  private static final Pattern COUNT =
      Pattern.compile("[{](0|[1-9][0-9]{0,8})(,(0|[1-9][0-9]{0,8})?)?[}]");

  /** Only sets flags: an operator behind it repeats what is before it. */
  private static final Pattern FLAGS = Pattern.compile("[(][?][imsU-]*[)]");

  /** Sums and products of numbers capped at this fit into a long. */
  private static final long ENDLESS = Integer.MAX_VALUE;

  private static final long GROUP = 2;

  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int at;
  private long before;
  private long last;
  private long largestCount;

  private RegexCost(String text) {
    this.text = text;
  }

  /** What repeats too much in it, as the end of a sentence; empty if nothing does. */
  static Optional<String> problemWith(String text) {
    RegexCost cost = new RegexCost(text);
    long size = cost.scan();
    if (cost.largestCount > LARGEST_COUNT) {
      return Optional.of(
          "repeats too much: a count of %d; use at most %d"
              .formatted(cost.largestCount, LARGEST_COUNT));
    }
    return size > LARGEST
        ? Optional.of(
            "repeats too much: written out it has more than %d steps; use smaller counts, and none inside another"
                .formatted(LARGEST))
        : Optional.empty();
  }

  /** The cost, capped at about two billion. */
  static long of(String text) {
    return new RegexCost(text).scan();
  }

  private long scan() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> escaped();
        case '[' -> atom(RegexSyntax.end(text, at));
        case '(' -> open();
        case ')' -> close();
        case '|' -> alternative();
        case '*', '+', '?' -> operator();
        case '{' -> repeat();
        default -> atom(text.offsetByCodePoints(at, 1));
      }
    }
    while (!outer.isEmpty()) {
      close();
    }
    return capped(before + last);
  }

  /** One more alternative, which ends here. */
  private void atom(int end) {
    before = capped(before + last);
    last = 1;
    at = end;
  }

  private void open() {
    Matcher flags = FLAGS.matcher(text).region(at, text.length());
    if (flags.lookingAt()) {
      at = flags.end();
      return;
    }
    outer.push(capped(before + last));
    before = 0;
    last = 0;
    at++;
  }

  /** An empty group has an instruction between its two, which does nothing. */
  private void close() {
    last = capped(Math.max(1, before + last) + GROUP);
    before = outer.isEmpty() ? 0 : outer.pop();
    at++;
  }

  /** A branch, and an empty alternative: there may be nothing on either side. */
  private void alternative() {
    atom(at);
    atom(at + 1);
  }

  private void operator() {
    last = capped(last + 1);
    at++;
  }

  private void repeat() {
    Matcher count = COUNT.matcher(text).region(at, text.length());
    if (!count.lookingAt()) {
      atom(at + 1);
      return;
    }
    long least = Long.parseLong(count.group(1));
    long times = count.group(3) == null ? least : Math.max(least, Long.parseLong(count.group(3)));
    largestCount = Math.max(largestCount, times);
    // One more for each copy: an optional copy is a branch.
    last = capped(Math.max(1, times) * (last + 1));
    at = count.end();
  }

  private void escaped() {
    if (text.startsWith("Q", at + 1)) {
      quoted();
    } else {
      atom(RegexSyntax.endOfEscape(text, at));
    }
  }

  /** Up to {@code \E}, or the end, every character is itself. */
  private void quoted() {
    int end = text.indexOf("\\E", at + 2);
    int stop = end < 0 ? text.length() : end;
    at += 2;
    while (at < stop) {
      atom(text.offsetByCodePoints(at, 1));
    }
    at = end < 0 ? stop : stop + 2;
  }

  private static long capped(long cost) {
    return Math.min(cost, ENDLESS);
  }
}
