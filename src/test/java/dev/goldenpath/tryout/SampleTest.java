package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
  @Test
  void it_is_a_service_with_an_image(@TempDir Path folder) throws IOException {
    GoldenService service =
        Serialization.unmarshal(Files.readString(Sample.writeTo(folder)), GoldenService.class);
    assertThat(service.getMetadata().getName()).isEqualTo(Sample.NAME);
    assertThat(service.getSpec().getImage()).isEqualTo("ghcr.io/acme/shop:1.0.0");
  }

  @Test
  void its_url_comes_with_what_is_behind_it() {
    assertThat(Sample.describe(Optional.of("https://shop.apps.example.com")))
        .isEqualTo(
            "shop has an image: https://shop.apps.example.com (played pods and gateway: nothing"
                + " listens there)");
  }

  @Test
  void a_service_may_have_no_url() {
    GoldenService service = new GoldenService();
    assertThat(Sample.url(Optional.empty())).isEmpty();
    assertThat(Sample.url(Optional.of(service))).isEmpty();
    service.setStatus(GoldenServiceStatus.empty());
    assertThat(Sample.url(Optional.of(service))).isEmpty();
    assertThat(Sample.describe(Optional.empty()))
        .isEqualTo("shop has an image, and no URL in its status");
  }

  @Test
  void its_url_is_that_of_the_status() {
    GoldenService service = new GoldenService();
    service.setStatus(
        new GoldenServiceStatus(
            1L, null, "shop", "https://shop.example.com", null, List.of(), List.of(), null));
    assertThat(Sample.url(Optional.of(service))).contains("https://shop.example.com");
  }
}
