package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object as the API server serves it.
 *
 * @param group empty for the core group
 * @param plural the resource's name in URLs
 * @param builtIn part of every cluster; others come with a CRD and may be missing
 */
public record ApiKind(
    String group, String version, String kind, String plural, boolean namespaced, boolean builtIn) {

  static ApiKind builtIn(String group, String version, String kind, String plural) {
    return new ApiKind(group, version, kind, plural, true, true);
  }

  static ApiKind installed(String group, String version, String kind, String plural) {
    return new ApiKind(group, version, kind, plural, true, false);
  }

  static ApiKind of(Platform.Claim claim) {
    return installed(claim.group(), claim.version(), claim.kind(), claim.plural());
  }

  /**
   * The URL path of an object.
   *
   * @param namespace null for a cluster-scoped object
   */
  public String path(@Nullable String namespace, String name) {
    return (group.isEmpty() ? "/api/" : "/apis/")
        + apiVersion()
        + (namespace == null ? "" : "/namespaces/" + namespace)
        + "/"
        + plural
        + "/"
        + name;
  }

  /** Whether an object is of this kind, in this version. */
  public boolean isOf(HasMetadata object) {
    return kind.equals(object.getKind()) && apiVersion().equals(object.getApiVersion());
  }

  /** The value of {@code apiVersion}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The name of its CRD, for messages: {@code clusters.postgresql.cnpg.io}. */
  public String crdName() {
    return plural + "." + group;
  }
}
