package dev.goldenpath.operator.component.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.Requested;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadParametersTest {
  private static final GoldenPath PATH = Documents.readBuiltIn();

  private static final Requested IMAGE = new Requested(Optional.of("image"), Set.of());

  private static final Requested ALL = new Requested(Optional.of("image"), Set.of("queue"));

  @ParameterizedTest
  @EnumSource(Tier.class)
  void every_tier_has_room_for_an_image_a_database_and_a_queue(Tier tier) {
    assertThat(problems(PATH.defaults(tier), ALL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          workload.minReplicas=3                     | makes minReplicas 3 and maxReplicas 2; minReplicas must be at most maxReplicas
          workload.drain=60s                         | makes drain 60s and grace 30s; drain must be shorter, since it is a part of grace
          workload.drain=30s                         | makes drain 30s and grace 30s; drain must be shorter, since it is a part of grace
          monitoring.port=http,workload.metricsPort=9 | makes the metrics port 9 and the port for requests 8080, both named http; give monitoring.port another name
          workload.podSecurity=baseline,namespace.podSecurity=restricted | makes pods for baseline in a namespace that enforces restricted, which would refuse them
          workload.memory=4Gi                        | makes more memory than the quota of 8Gi: workload 2 × 4Gi, queue 1 × 512Mi, postgres 2 × 512Mi; raise quota.memory
          workload.cpu=2                             | makes more CPU than the quota of 4: workload 2 × 2, queue 1 × 100m, postgres 2 × 100m; raise quota.cpu
          queue.storage=16Gi                         | makes more storage than the quota of 20Gi: queue 1 × 16Gi, postgres 1 × 5Gi; raise quota.storage
          """)
  void values_that_do_not_go_together(String values, String problem) {
    Map<String, String> all = PATH.defaults(Tier.BRONZE);
    for (String value : values.split(",")) {
      all.put(value.split("=")[0], value.split("=")[1]);
    }
    assertThat(problems(all, ALL)).contains(problem);
  }

  @ParameterizedTest
  @CsvSource({"5, 7", "4, 5", "1, 2", "10, 13"})
  void a_quota_has_room_for_the_pods_of_a_rollout(int minimum, int pods) {
    Map<String, String> all = PATH.defaults(Tier.SILVER);
    all.put("workload.minReplicas", "" + minimum);
    all.put("workload.maxReplicas", "20");
    all.put("quota.cpu", "100");
    all.put("quota.memory", "100Gi");
    all.put("postgres.provider", "none");
    all.put("quota.pods", "" + pods);
    assertThat(problems(all, IMAGE)).isEmpty();

    all.put("quota.pods", "" + (pods - 1));
    assertThat(problems(all, IMAGE))
        .containsExactly(
            "makes more pods than the quota of %d: workload %d; raise quota.pods"
                .formatted(pods - 1, pods));
    assertThat(problems(all, Requested.NOTHING)).isEmpty();
  }

  private static List<String> problems(Map<String, String> values, Requested requested) {
    return Components.catalogue().contradictions(values, requested, PATH.spec().platform()).stream()
        .map(Contradiction::problem)
        .toList();
  }
}
