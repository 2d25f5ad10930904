package dev.goldenpath.operator.reconcile.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The deviations of the server's answers from what we applied: it adds defaults, drops empty
 * values, and a policy may rewrite our fields. Applying the same again would give the same answer,
 * in every reconciliation; and if all surplus were taken for defaults, a key that we no longer want
 * would stay for ever. So the server's answer to this exact intent does not count as a difference
 * as long as the object still has these values. Lost with the process: then each such object is
 * applied once more, which changes nothing. A rewritten field is tried again from time to time: the
 * policy may be gone.
 *
 * <pre>{@code
 * desired   live           remembered for the uid
 * A         A+x            -           applied once; the answer is A+x, so (A, x) is remembered
 * A         A+x            (A, x)      explained: no request
 * A         A+y            (A, x)      not explained: applied
 * B         A+x            (A, x)      another intent: applied, and (B, ...) is remembered
 * }</pre>
 */
final class ServerDefaults {
  /** More than the objects of one operator. A forgotten object is applied once more. */
  static final int MOST_OBJECTS = 65_536;

  /** With more, nothing is remembered: the object is applied in each reconciliation. */
  static final int MOST_FIELDS = 64;

  /** How long an answer with a rewritten field counts. */
  static final Duration RETRY_REWRITTEN = Duration.ofHours(1);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /**
   * By the object's uid, and only for the few that deviate; the least recently used, such as
   * deleted ones, are dropped first.
   */
  private final Map<String, Answer> answers =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
              return size() > MOST_OBJECTS;
            }
          });

  private final Clock clock;

  ServerDefaults(Clock clock) {
    this.clock = clock;
  }

  /** Hashes, since a value may be as large as an object, and all are kept in memory. */
  private record Answer(long intent, Set<Long> deviations, Instant until) {
    boolean isSameAs(@Nullable Answer other) {
      return other != null && intent == other.intent && deviations.equals(other.deviations);
    }
  }

  /** Whether the live object deviates only as the server's answer did when the same was applied. */
  boolean explain(
      AppliedFieldsDiff comparison, Map<String, Object> desired, GenericKubernetesResource live) {
    Map<String, List<Object>> deviations = comparison.deviations();
    if (deviations.isEmpty()) {
      return true;
    }
    Answer answer = answers.get(live.getMetadata().getUid());
    return answer != null
        && clock.instant().isBefore(answer.until())
        && deviations.size() <= MOST_FIELDS
        && answer.deviations().containsAll(hashes(deviations))
        && answer.intent() == hash(desired);
  }

  /**
   * Remembers the server's answer to an apply.
   *
   * @param rewritten whether it has another value in a field of ours
   * @return whether it deviates otherwise than the answer before
   */
  boolean learn(
      AppliedFieldsDiff comparison,
      Map<String, Object> desired,
      GenericKubernetesResource answered,
      boolean rewritten) {
    String uid = answered.getMetadata().getUid();
    Map<String, List<Object>> deviations = comparison.deviations();
    if (deviations.isEmpty() || deviations.size() > MOST_FIELDS) {
      answers.remove(uid);
      return true;
    }
    Instant until = rewritten ? clock.instant().plus(RETRY_REWRITTEN) : Instant.MAX;
    Answer answer = new Answer(hash(desired), hashes(deviations), until);
    return !answer.isSameAs(answers.put(uid, answer));
  }

  private static Set<Long> hashes(Map<String, List<Object>> deviations) {
    return deviations.entrySet().stream()
        .map(each -> hash(List.of(each.getKey(), each.getValue())))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The first bytes of a SHA-256: whoever writes the values must not be able to produce a
   * collision.
   */
  private static long hash(Object value) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(value));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
