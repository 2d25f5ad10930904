package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that is being moved to the target.
 *
 * @param name the service
 * @param since when that was decided; seconds
 * @param baseline what was wrong with it before: it then proves nothing against the target
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InFlight(
    String name,
    @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = InstantReader.class)
        Instant since,
    List<Symptom> baseline) {

  /** The baseline is empty if it is absent. */
  public InFlight {
    baseline = orEmpty(baseline);
  }

  private static List<Symptom> orEmpty(@Nullable List<Symptom> symptoms) {
    return symptoms == null ? List.of() : List.copyOf(symptoms);
  }

  /** Whether its health says something about the target. */
  boolean proves() {
    return baseline.isEmpty();
  }

  /** The same, decided at another time. */
  InFlight at(Instant time) {
    return new InFlight(name, time, baseline);
  }
}
