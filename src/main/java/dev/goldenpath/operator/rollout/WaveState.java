package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the present wave is. Its services are counted, never listed.
 *
 * @param name the wave
 * @param startedAt when it began; absent if it has not begun. Who is on the target since then was
 *     moved in this wave
 * @param services how many it moves: those held, pinned or paused are not among them
 * @param moved how many of them are on the target
 * @param failed how many failed in a way that counts against the target
 * @param pickedAt when nobody was left to be picked. Who is picked later is a late arrival, for
 *     which the soak does not wait
 * @param soakUntil when the soak ends; set once
 * @param gate what the gates say, for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaveState(
    String name,
    @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = InstantReader.class)
        @Nullable Instant startedAt,
    int services,
    int moved,
    int failed,
    @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = InstantReader.class)
        @Nullable Instant pickedAt,
    @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = InstantReader.class)
        @Nullable Instant soakUntil,
    @Nullable String gate) {

  /** A wave that has not begun. */
  static WaveState waiting(String name) {
    return new WaveState(name, null, 0, 0, 0, null, null, null);
  }

  WaveState begun(Instant now) {
    return new WaveState(name, now, services, moved, 0, null, null, gate);
  }

  WaveState counted(int services, int moved) {
    return new WaveState(name, startedAt, services, moved, failed, pickedAt, soakUntil, gate);
  }

  WaveState failing(int more) {
    return new WaveState(
        name, startedAt, services, moved, failed + more, pickedAt, soakUntil, gate);
  }

  WaveState picked(Instant now) {
    return new WaveState(name, startedAt, services, moved, failed, now, soakUntil, gate);
  }

  WaveState soaking(Instant until) {
    return new WaveState(name, startedAt, services, moved, failed, pickedAt, until, gate);
  }

  WaveState gated(String text) {
    return new WaveState(name, startedAt, services, moved, failed, pickedAt, soakUntil, text);
  }

  /** Open again for services that failed: they soak once more. */
  WaveState retried() {
    return new WaveState(name, startedAt, services, moved, 0, null, null, gate);
  }

  /** Another wave that goes on with what this one has begun. */
  WaveState renamed(String another) {
    return new WaveState(another, startedAt, services, moved, failed, null, null, gate);
  }

  /** Whether the time is in this wave: who has its revision since then got it in this wave. */
  boolean includes(@Nullable Instant time) {
    return startedAt != null && time != null && !time.isBefore(startedAt);
  }
}
