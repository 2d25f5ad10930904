package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some services of many, as evenly spread over the tiers as they come. */
final class Sample {
  /** Services of no known tier count as one more tier. */
  private static final int TIERS = Tier.values().length + 1;

  private final int most;
  private final List<List<Member>> members = new ArrayList<>();
  private int size;

  /**
   * A service of the sample.
   *
   * @param likeness the services with the same changes
   */
  record Member(String service, Optional<Tier> tier, Likeness likeness) {
    private int place() {
      return tier.map(Tier::ordinal).orElse(TIERS - 1);
    }
  }

  /** An empty sample that will have at most so many services. */
  Sample(int most) {
    this.most = most;
    for (int tier = 0; tier < TIERS; tier++) {
      members.add(new ArrayList<>());
    }
  }

  /** Takes the service if there is room, or in place of one of a tier that has more. */
  void add(Member member) {
    List<Member> own = members.get(member.place());
    if (size == most) {
      List<Member> fullest = own;
      for (List<Member> each : members) {
        fullest = each.size() > fullest.size() ? each : fullest;
      }
      if (fullest.size() <= own.size() + 1) {
        return;
      }
      fullest.remove(fullest.size() - 1);
      size--;
    }
    own.add(member);
    size++;
  }

  /** The services, one of each tier in turn. */
  List<Member> interleaved() {
    List<Member> all = new ArrayList<>();
    for (int round = 0; all.size() < size; round++) {
      for (List<Member> each : members) {
        if (round < each.size()) {
          all.add(each.get(round));
        }
      }
    }
    return all;
  }
}
