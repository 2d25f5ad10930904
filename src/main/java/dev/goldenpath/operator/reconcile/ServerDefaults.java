package dev.goldenpath.operator.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the server is known to add, by itself, to atomic lists and maps of objects: what its answer
 * to an apply held beyond that apply. Without it, such an object would be applied in every pass;
 * and were all surplus taken for defaults, a key that we no longer want would stay for ever. Lost
 * with the process: then each such object is applied once more, which changes nothing.
 */
final class ServerDefaults {
  /** By the object's uid; only of the few objects that have such defaults. */
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(Map<String, Object> desired, List<String> surplus) {}

  /** Whether the server added the surplus when the same was applied. */
  boolean explain(
      List<String> surplus, Map<String, Object> desired, GenericKubernetesResource live) {
    if (surplus.isEmpty()) {
      return true;
    }
    Answer answer = answers.get(live.getMetadata().getUid());
    return answer != null
        && answer.desired().equals(desired)
        && answer.surplus().containsAll(surplus);
  }

  /** Remembers the server's answer to an apply. */
  void learn(
      List<String> surplus, Map<String, Object> desired, GenericKubernetesResource answered) {
    String uid = answered.getMetadata().getUid();
    if (surplus.isEmpty()) {
      answers.remove(uid);
    } else {
      answers.put(uid, new Answer(desired, List.copyOf(surplus)));
    }
  }
}
