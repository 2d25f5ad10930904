package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.preview.FullComparison.OnPath;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Candidates against a fleet with every hatch: what the preview says, service by service, is what a
 * comparison of everything says.
 */
class CandidatesTest {
  /** Rendered once: every candidate is compared with it. */
  private static final List<OnPath> FLEET = onPath(Fleets.mixed(Fleets.BUILT_IN), Fleets.BUILT_IN);

  static List<String> candidates() {
    return Candidates.ALL;
  }

  @ParameterizedTest
  @MethodSource("candidates")
  void a_preview_says_what_a_comparison_of_everything_says(String candidate) {
    String[] parts = candidate.split(" *[|] *", 2);
    GoldenPath path = Fleets.candidate(parts[1]);
    Set<ServiceClass> found = compared(FLEET, path);
    assertThat(found.stream().map(ServiceClass::text).collect(Collectors.joining(" ")))
        .isEqualTo(parts[0]);
  }

  @ParameterizedTest
  @MethodSource("candidates")
  void and_so_it_does_on_the_way_back(String candidate) {
    GoldenPath path = Fleets.candidate(candidate.split(" *[|] *", 2)[1]);
    // Every third service, and those that are unlike all others.
    List<PreviewedService> fleet = Fleets.mixed(path);
    List<PreviewedService> some =
        IntStream.range(0, fleet.size())
            .filter(i -> i % 3 == 0 || i >= 2 * Fleets.HATCHES.size())
            .mapToObj(fleet::get)
            .toList();
    compared(onPath(some, path), Fleets.BUILT_IN);
  }

  private static List<OnPath> onPath(List<PreviewedService> fleet, GoldenPath path) {
    return fleet.stream().map(service -> OnPath.of(service, path)).toList();
  }

  private static Set<ServiceClass> compared(List<OnPath> fleet, GoldenPath candidate) {
    ServiceComparison comparison = new ServiceComparison(Fleets.PLANS, candidate);
    Set<ServiceClass> found = new TreeSet<>();
    for (OnPath before : fleet) {
      PreviewedService service = before.service();
      ServicePreview said = comparison.compare(service);
      FullComparison full = FullComparison.of(before, OnPath.of(service, candidate));
      assertThat(said.type()).as(service.name()).isEqualTo(full.type());
      if (said.staying().isEmpty() && said.type() != ServiceClass.CONFLICT) {
        assertThat(said.type() == ServiceClass.UNCHANGED)
            .as("%s is unchanged if all objects are equal", service.name())
            .isEqualTo(full.sameObjects());
      }
      assertThat(said.changes().isEmpty())
          .as("%s has changes if it is changed", service.name())
          .isEqualTo(said.type() != ServiceClass.CHANGED);
      found.add(full.type());
    }
    return found;
  }
}
