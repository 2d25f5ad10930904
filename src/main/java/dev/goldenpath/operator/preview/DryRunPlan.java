package dev.goldenpath.operator.preview;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which objects to try. One dry run of an object answers for every field of it, and the services of
 * a kind of change are alike: so a few of each kind do, and the kinds come in turn, lest the widest
 * use up the budget.
 */
final class DryRunPlan {
  private DryRunPlan() {}

  /**
   * The objects to try, each once, in the order in which to try them.
   *
   * @param kinds the kinds of change, the widest first
   * @param mostPerKind services of each kind; none if it is zero
   * @param budget objects in all
   */
  static List<DryRun> of(List<ChangeKind> kinds, int mostPerKind, int budget) {
    List<ChangeKind> tried = kinds.stream().filter(kind -> kind.key().canBeTried()).toList();
    List<List<Sample.Member>> samples =
        tried.stream().map(kind -> kind.sample().interleaved()).toList();
    Set<DryRun> planned = new LinkedHashSet<>();
    for (int round = 0; round < mostPerKind; round++) {
      for (int i = 0; i < tried.size(); i++) {
        if (planned.size() < budget && round < samples.get(i).size()) {
          planned.add(tried.get(i).dryRun(samples.get(i).get(round).service()));
        }
      }
    }
    return new ArrayList<>(planned);
  }
}
