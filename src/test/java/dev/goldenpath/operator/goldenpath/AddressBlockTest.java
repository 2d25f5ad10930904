package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "10.0.0.0/8",
        "10.0.0.7/32",
        "255.255.255.255/32",
        "128.0.0.0/1",
        "::/0",
        "8000::/1",
        "fd00:ec2::254/128",
        "2001:db8::/32",
        "2001:DB8:0:0:0:0:0:0/32",
        "::/128"
      })
  void a_block_begins_with_its_first_address(String text) {
    assertThat(AddressBlock.of(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "10.0.0/8",
        "10.0.0.0.0/8",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "10.0.0.7/8",
        "10.0.0.0/8 ",
        "10..0.0/8",
        "fd00::/129",
        "fd00::1/64",
        "fd00:::/64",
        ":/64",
        "1:2:3:4:5:6:7:8:9/64",
        "::ffff:10.0.0.7/128",
        "::ffff:a00:7/128",
        "fe80::1%eth0/128",
        "localhost/8",
        "ab:cd/8",
        "10.0.0.0/8/8",
        "１0.0.0.0/8"
      })
  void anything_else_is_none(String text) {
    assertThat(AddressBlock.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,  10.1.0.0/16,  true",
    "10.0.0.0/8,  10.0.0.0/8,   true",
    "10.1.0.0/16, 10.0.0.0/8,   false",
    "10.0.0.0/16, 10.0.0.0/8,   false",
    "10.0.0.0/8,  11.0.0.0/16,  false",
    "0.0.0.0/0,   ::/0,         false",
    "0.0.0.0/0,   9.9.9.9/32,   true",
    "fe80::/10,   fe80::1/128,  true",
    "fe80::/10,   fec0::/10,    false",
  })
  void a_block_contains_smaller_ones(String outer, String inner, boolean contained) {
    assertThat(AddressBlock.of(outer).orElseThrow().contains(AddressBlock.of(inner).orElseThrow()))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.170.23/32", "169.254.169.252/32", "169.254.170.0/24", "fd00:ec2::23/128",
        "fe80::/64", "169.254.169.254/32", "100.100.100.200/32", "fd20:ce::254/128"
      })
  void an_agent_or_one_metadata_service_may_be_opened(String text) {
    assertThat(MetadataServices.problemWithOpening(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"169.254.169.0/24", "169.254.0.0/16", "fd00:ec2::/32", "0.0.0.0/0", "::/0"})
  void a_metadata_service_is_not_opened_with_something_else(String text) {
    assertThat(MetadataServices.problemWithOpening(text).orElseThrow())
        .startsWith("contains the metadata service ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"})
  void what_is_closed_lies_in_one_half(String half) {
    assertThat(MetadataServices.closedIn(half))
        .allSatisfy(
            closed ->
                assertThat(List.of("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"))
                    .filteredOn(each -> MetadataServices.closedIn(each).contains(closed))
                    .containsExactly(half));
  }
}
