package dev.goldenpath.faults;

import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.Passage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can happen to a write, by the name that it has in plans. */
final class Strikes {
  /** A process that was told to stop has begun to, and waits for what is under way. */
  private static final Duration STOPPING = Duration.ofMillis(300);

  static final List<String> CUTS = List.of("before", "committed", "after");

  private static final int[] REFUSALS = {403, 409, 422, 500, 503};

  private Strikes() {}

  /** The process dies, without a word. */
  static AtWrite.Strike kill(String cut) {
    return (replica, passage) -> {
      switch (cut) {
        case "before" -> replica.kill();
        case "committed" -> {
          passage.forward().body().close();
          replica.kill();
        }
        default -> {
          passage.answer(passage.forward());
          replica.kill();
        }
      }
      passage.hangUp();
    };
  }

  /** The process is told to stop, and gets its answer while it does. */
  static AtWrite.Strike terminate(String cut) {
    return (replica, passage) -> {
      switch (cut) {
        case "before" -> {
          replica.terminate();
          Thread.sleep(STOPPING.toMillis());
          passage.answer(passage.forward());
        }
        case "committed" -> {
          Passage.Answer answer = passage.forward();
          replica.terminate();
          Thread.sleep(STOPPING.toMillis());
          passage.answer(answer);
        }
        default -> {
          passage.answer(passage.forward());
          replica.terminate();
        }
      }
    };
  }

  /** The replica reaches nothing any more, until it ends. */
  static AtWrite.Strike cutOff(String cut) {
    return (replica, passage) -> {
      if (!cut.equals("before")) {
        passage.forward().body().close();
      }
      replica.cutOff();
      passage.hangUp();
    };
  }

  /** What a server or a network answers once, by name. */
  static Map<String, AtWrite.Strike> errors() {
    Map<String, AtWrite.Strike> errors = new LinkedHashMap<>();
    for (int code : REFUSALS) {
      errors.put(String.valueOf(code), by(Fault.answer(code)));
    }
    errors.put("429", by(Fault.answer(429, 1)));
    errors.put("504-committed", by(Fault.answerAfter(504)));
    errors.put("reset", by(Fault.cutBefore()));
    errors.put("reset-committed", by(Fault.cutAfter()));
    return errors;
  }

  private static AtWrite.Strike by(Fault fault) {
    return (replica, passage) -> fault.meet(passage);
  }
}
