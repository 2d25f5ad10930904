package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service that failed on the target, and goes back to its last good revision.
 *
 * @param name the service
 * @param reason why; absent from old entries if there are many
 * @param message details for people, at most {@value #LONGEST_MESSAGE} characters; absent from old
 *     entries if there are many
 * @param at when; seconds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FailedService(
    String name,
    @Nullable FailureReason reason,
    @Nullable String message,
    @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = InstantReader.class)
        Instant at) {

  static final int LONGEST_MESSAGE = 128;

  /** The message is cut. */
  public FailedService {
    message = message == null ? null : MessageText.cut(message, LONGEST_MESSAGE);
  }

  /** Only what a rollout needs to go on. */
  FailedService bare() {
    return new FailedService(name, null, null, at);
  }
}
