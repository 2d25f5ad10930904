package dev.goldenpath.operator.goldenpath;

import java.util.List;
import java.util.Optional;

/**
 * Where clouds serve the metadata of an instance, with its credentials. Most do so at
 * 169.254.169.254, in the block of link-local addresses, which is closed as a whole: agents on the
 * node listen there, too.
 */
public final class MetadataServices {
  /** Closed except for DNS and what the path document lists. */
  public static final String LINK_LOCAL = "169.254.0.0/16";

  /** AWS, Azure, Google Cloud, OpenStack and others; on GKE with Cloud DNS, also the resolver. */
  public static final String COMMON = "169.254.169.254/32";

  /** Google Cloud, in subnets with IPv6 only; with Cloud DNS, also the resolver. */
  public static final String GOOGLE_IPV6 = "fd20:ce::254/128";

  /** Of Azure's hosts: a resolver, but also the protected settings of the virtual machine. */
  public static final String AZURE_HOST = "168.63.129.16/32";

  private static final String ALIBABA = "100.100.100.200/32";
  private static final String AWS_IPV6 = "fd00:ec2::254/128";
  private static final String SCALEWAY = "169.254.42.42/32";
  private static final String SCALEWAY_IPV6 = "fd00:42::42/128";

  private static final List<String> CLOSED =
      List.of(ALIBABA, AZURE_HOST, LINK_LOCAL, SCALEWAY_IPV6, AWS_IPV6, GOOGLE_IPV6);
  private static final List<String> SERVICES =
      List.of(COMMON, SCALEWAY, ALIBABA, AZURE_HOST, AWS_IPV6, GOOGLE_IPV6, SCALEWAY_IPV6);

  /** Where agents on the node listen; on EKS with IPv6, in a block of AWS. */
  private static final List<String> AGENTS = List.of(LINK_LOCAL, "fe80::/10", "fd00:ec2::/32");

  private MetadataServices() {}

  /** What is closed of a block of addresses. */
  public static List<String> closedIn(String block) {
    return CLOSED.stream().filter(closed -> block(block).contains(block(closed))).toList();
  }

  /**
   * Why an address block must not be opened, if so. A metadata service may be opened on purpose,
   * since on GKE it gives a pod its own identity instead of the node's, but not as a part of
   * something larger.
   */
  static Optional<String> problemWithOpening(String text) {
    Optional<AddressBlock> given = AddressBlock.of(text);
    if (given.isEmpty()) {
      return Optional.of(AddressBlock.VALID);
    }
    if (SERVICES.stream().anyMatch(service -> block(service).equals(given.get()))) {
      return Optional.empty();
    }
    Optional<String> service =
        SERVICES.stream().filter(each -> given.get().contains(block(each))).findFirst();
    if (service.isPresent()) {
      return Optional.of(
          "contains the metadata service %s, which has the node's credentials; list smaller blocks or,"
              .concat(" if it gives pods their own identity as on GKE, %s itself")
              .formatted(service.get(), service.get()));
    }
    return AGENTS.stream().anyMatch(agents -> block(agents).contains(given.get()))
        ? Optional.empty()
        : Optional.of(
            "must be in " + String.join(" or ", AGENTS) + "; other addresses are open anyway");
  }

  private static AddressBlock block(String text) {
    return AddressBlock.of(text).orElseThrow();
  }
}
