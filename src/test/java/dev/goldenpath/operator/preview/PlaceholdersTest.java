package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private static final Placeholders SHOP = new Placeholders("shop", "payments");

  @ParameterizedTest
  @CsvSource({
    "shop, {service}",
    "job=\"shop\", job=\"{service}\"",
    "s3://backups/shop/wal, s3://backups/{service}/wal",
    "oidc:payments, oidc:{team}",
    "my-shop, my-shop",
    "shop-api, shop-api",
    "shops, shops",
    "shop of payments; shop, {service} of {team}; {service}",
    "workshop and shop, workshop and {service}",
    "nothing, nothing"
  })
  void whole_words_are_replaced(String text, String replaced) {
    assertThat(SHOP.in(text)).isEqualTo(replaced);
  }

  @Test
  void objects_and_keys_may_have_the_name_of_the_service() {
    assertThat(SHOP.object("shop")).isEqualTo("{service}");
    assertThat(SHOP.object("golden-quota")).isEqualTo("golden-quota");
    assertThat(SHOP.field("data.shop-golden.json")).isEqualTo("data.{service}-golden.json");
    assertThat(new Placeholders("spec", "a").field("spec.hard.pods")).isEqualTo("spec.hard.pods");
  }

  @Test
  void a_service_without_a_team_has_only_a_name() {
    assertThat(new Placeholders("shop", "").in("shop")).isEqualTo("{service}");
  }
}
