package dev.goldenpath.operator.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares the rights that are shipped with the requests that the operator made in all integration
 * tests of this build; runs after them, and not where only some of them ran.
 */
class OperatorRightsEvidence {
  private static final Path TARGET = Path.of("target");

  private static final List<ApiRequest> REQUESTS = new ArrayList<>();
  private static final Map<Grant, Long> USED = new LinkedHashMap<>();

  @BeforeAll
  static void count() throws IOException {
    Instant start = Instant.parse(System.getProperty("evidence.since"));
    try (Stream<Path> files = Files.walk(TARGET)) {
      files
          .filter(file -> file.getFileName().toString().matches("audit(-.*)?\\.log"))
          .flatMap(file -> new AuditLog(file).since(0).stream())
          .filter(request -> request.answered().isAfter(start))
          .filter(request -> !request.discovers())
          .forEach(REQUESTS::add);
    }
    for (HasMetadata object : objects(Path.of("deploy", "core", "rbac.yaml"))) {
      Grant.of(object)
          .forEach(
              grant ->
                  USED.put(
                      grant,
                      REQUESTS.stream().filter(r -> r.allowed() && grant.allows(r)).count()));
    }
    Files.write(
        TARGET.resolve("operator-rights.md"),
        Stream.concat(
                Stream.of(
                    "| namespace | group | resource | name | verb | requests |",
                    "|---|---|---|---|---|---|"),
                USED.entrySet().stream().map(OperatorRightsEvidence::row))
            .toList());
  }

  @Test
  void every_right_is_used() {
    assertThat(USED).isNotEmpty();
    assertThat(USED.entrySet().stream().filter(used -> used.getValue() == 0).map(Map.Entry::getKey))
        .isEmpty();
  }

  @Test
  void nothing_is_refused() {
    assertThat(REQUESTS).hasSizeGreaterThan(1_000);
    // A claim's API is granted by the installation; ForbiddenApiIT is about APIs that are not.
    assertThat(
            REQUESTS.stream()
                .filter(request -> !request.group().equals("database.example.org"))
                .filter(request -> !request.resource().equals("prometheusagents"))
                .filter(request -> !request.allowed()))
        .isEmpty();
  }

  @Test
  void no_right_is_one_that_reaches_further() {
    assertThat(USED.keySet())
        .noneMatch(grant -> grant.toString().contains("*"))
        .noneMatch(grant -> grant.resource().startsWith("secrets"))
        .noneMatch(grant -> List.of("escalate", "impersonate").contains(grant.verb()))
        .noneMatch(
            grant -> grant.resource().equals("goldenservices") && grant.verb().equals("create"))
        .allMatch(grant -> !grant.verb().equals("bind") || grant.name().equals("golden-developer"));
  }

  private static List<HasMetadata> objects(Path file) throws IOException {
    try (InputStream yaml = Files.newInputStream(file)) {
      return new KubernetesSerialization().unmarshal(yaml);
    }
  }

  private static String row(Map.Entry<Grant, Long> used) {
    Grant grant = used.getKey();
    return "| %s | %s | %s | %s | %s | %,d |"
        .formatted(
            grant.namespace(),
            grant.group(),
            grant.resource(),
            grant.name(),
            grant.verb(),
            used.getValue());
  }
}
