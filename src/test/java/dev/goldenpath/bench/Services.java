package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.Tier;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Services to measure with. */
final class Services {
  /** BENCH_IMAGE: the image that all of them have; none if it is not set. */
  static final Optional<String> IMAGE = Optional.ofNullable(System.getenv("BENCH_IMAGE"));

  private Services() {}

  /** So many, of every tier in turn, by names that begin with the prefix. */
  static List<GoldenService> named(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> service(prefix, i)).toList();
  }

  private static GoldenService service(String prefix, int number) {
    return service(
        "%s-%04d".formatted(prefix, number),
        "payments",
        Tier.values()[number % Tier.values().length]);
  }

  static GoldenService service(String name, String team, Tier tier) {
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam(team);
    spec.setTier(tier.text());
    spec.setImage(IMAGE.orElse(null));
    GoldenService service = new GoldenService();
    service.setMetadata(new ObjectMetaBuilder().withName(name).build());
    service.setSpec(spec);
    return service;
  }

  /** As if the API server had stored it: with a uid, which the namespace's annotation has. */
  static GoldenService withUid(GoldenService service) {
    service.getMetadata().setUid(UUID.randomUUID().toString());
    return service;
  }

  static String name(GoldenService service) {
    return service.getMetadata().getName();
  }
}
