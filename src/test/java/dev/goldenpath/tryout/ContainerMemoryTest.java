package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainerMemoryTest {
  @Test
  void the_limit_is_that_of_the_operators_container() {
    assertThat(
            ContainerMemory.limit(
                """
                apiVersion: v1
                kind: Service
                metadata: { name: a }
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: a }
                spec:
                  template:
                    spec:
                      containers:
                        - name: a
                          resources: { requests: { memory: 1Gi }, limits: { memory: 640Mi } }
                """))
        .isEqualTo(640L << 20);
  }

  @Test
  void the_shipped_deployment_has_one() {
    assertThat(ContainerMemory.limit()).isPositive();
  }

  @Test
  void a_jvm_of_ours_takes_it_for_the_memory_of_its_machine() {
    assertThat(TunedJvm.command("-version"))
        .containsAll(TunedJvm.imageFlags())
        .contains("-XX:MaxRAM=" + ContainerMemory.limit())
        .endsWith("-version");
  }
}
