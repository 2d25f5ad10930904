package dev.goldenpath.tryout;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The service that has an image. Nothing runs it here: pods and gateway are played. */
final class Sample {
  static final String NAME = "shop";

  private static final String MANIFEST =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata:
        name: shop
      spec:
        team: storefront
        tier: silver
        image: ghcr.io/acme/shop:1.0.0 # nobody pulls it
      """;

  private Sample() {}

  /** Writes its manifest into a folder, where people may edit it and apply it again. */
  static Path writeTo(Path folder) {
    try {
      return Files.writeString(folder.resolve(NAME + ".yaml"), MANIFEST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the operator says that it is reached. */
  static Optional<String> url(Optional<GoldenService> service) {
    return service.map(GoldenService::getStatus).map(GoldenServiceStatus::url);
  }

  /** The address as people may take it: as what the operator says and not as what answers. */
  static String describe(Optional<String> url) {
    return url.map(
            address ->
                "%s has an image: %s (played pods and gateway: nothing listens there)"
                    .formatted(NAME, address))
        .orElse("%s has an image, and no URL in its status".formatted(NAME));
  }
}
