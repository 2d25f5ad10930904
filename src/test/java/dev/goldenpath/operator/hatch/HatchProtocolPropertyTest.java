package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Hatches opened, closed, changed and misspelt in any order, cut off and resumed anywhere. */
class HatchProtocolPropertyTest {

  @Property(tries = 3000)
  void whatever_happened_the_end_follows_from_the_last_valid_hatches_and_what_is_there(
      @ForAll("sequences") List<PlayedService.Event> events) {
    PlayedService service = new PlayedService();
    events.forEach(service::happen);

    service.resumeAndSettle();

    for (String component : PlayedService.COMPONENTS) {
      assertThat(service.object(component))
          .as("%s after %s", component, events)
          .isEqualTo(service.expected(component));
      assertThat(service.remembered().isHandedOver(component))
          .as("%s after %s", component, events)
          .isEqualTo(service.isEjected(component));
    }
    assertThat(service.writesWhenSettled()).as("writes of a steady service").isZero();
  }

  @Property(tries = 1000)
  void a_status_that_is_lost_anywhere_changes_nothing(
      @ForAll("sequences") List<PlayedService.Event> events) {
    PlayedService one = new PlayedService();
    PlayedService other = new PlayedService();
    for (PlayedService.Event event : events) {
      one.happen(event);
      other.happen(event);
      other.happen(new PlayedService.Event(PlayedService.Kind.LOSE_STATUS, "quota", 0));
    }
    assertThat(other.remembered()).isEqualTo(one.remembered());
    for (String component : PlayedService.COMPONENTS) {
      assertThat(other.object(component)).isEqualTo(one.object(component));
    }
  }

  @Provide
  Arbitrary<List<PlayedService.Event>> sequences() {
    Arbitrary<PlayedService.Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(PlayedService.Kind.RECONCILE)),
            Tuple.of(5, Arbitraries.of(PlayedService.Kind.class)));
    return Combinators.combine(
            kinds, Arbitraries.of(PlayedService.COMPONENTS), Arbitraries.integers().between(0, 8))
        .as(PlayedService.Event::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(24);
  }
}
