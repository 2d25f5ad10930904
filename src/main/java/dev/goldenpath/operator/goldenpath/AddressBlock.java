package dev.goldenpath.operator.goldenpath;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation. Stricter than the API server, which still accepts
 * leading zeros and addresses beyond the prefix, but warns about them.
 *
 * @param network the first address as a number
 * @param prefix the number of leading bits that all addresses share
 * @param bits 32 or 128
 */
record AddressBlock(BigInteger network, int prefix, int bits) {
  private static final Pattern FORM =
      Pattern.compile("([0-9.]{7,15}|[0-9a-fA-F:]{2,39})/(0|[1-9][0-9]{0,2})");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");

  /** What the value of a list of blocks must be, for messages. */
  static final String VALID =
      "must be an address block such as 10.0.0.0/16 or, for one address, 10.0.0.7/32";

  /** The block; empty if the text is not one, or if it does not begin with its first address. */
  static Optional<AddressBlock> of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean isV6 = parts.group(1).contains(":");
    int bits = isV6 ? 128 : 32;
    int prefix = Integer.parseInt(parts.group(2));
    return (isV6 ? ipv6(parts.group(1)) : ipv4(parts.group(1)))
        .filter(network -> prefix <= bits && isFirst(network, bits - prefix))
        .map(network -> new AddressBlock(network, prefix, bits));
  }

  /** Whether the address is the first one of a block of so many bits. */
  private static boolean isFirst(BigInteger network, int free) {
    return network.shiftRight(free).shiftLeft(free).equals(network);
  }

  /** Whether every address of the other block is in this one. */
  boolean contains(AddressBlock other) {
    return bits == other.bits
        && prefix <= other.prefix
        && network.shiftRight(bits - prefix).equals(other.network.shiftRight(bits - prefix));
  }

  private static Optional<BigInteger> ipv4(String text) {
    String[] octets = text.split("[.]", -1);
    long address = 0;
    for (String octet : octets) {
      if (octets.length != 4 || !OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
        return Optional.empty();
      }
      address = address << 8 | Integer.parseInt(octet);
    }
    return Optional.of(BigInteger.valueOf(address));
  }

  /** With a colon in it, the text is never looked up as a name. */
  private static Optional<BigInteger> ipv6(String text) {
    try {
      byte[] address = InetAddress.getByName(text).getAddress();
      // An IPv4 address written as IPv6 has four bytes; network plugins disagree on it.
      return address.length == 16 ? Optional.of(new BigInteger(1, address)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
