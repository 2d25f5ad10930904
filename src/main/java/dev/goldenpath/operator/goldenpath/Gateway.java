package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The Gateway (Gateway API) that the routes of all services are attached to.
 *
 * @param name its name; if empty, there are no routes
 * @param namespace its namespace
 * @param host the host name of a service, which begins with {@value #SERVICE}: so each service has
 *     hosts of its own
 * @param url the address of a service, as people open it
 */
public record Gateway(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String namespace,
    @JsonProperty(required = true) String host,
    @JsonProperty(required = true) String url) {
  static final String SERVICE = "{service}";

  /** Whether the platform has one. */
  public boolean isConfigured() {
    return !name.isEmpty();
  }

  /** The host name of a service. */
  public String hostOf(String service) {
    return host.replace(SERVICE, service);
  }

  /** The address of a service. */
  public String urlOf(String service) {
    return url.replace(SERVICE, service);
  }

  /** Namespace and name, for messages. */
  public String title() {
    return namespace + "/" + name;
  }
}
