package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.reconcile.prometheus.PrometheusSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the variables that say which Prometheus is asked, and as whom. */
final class PrometheusVariables {
  private static final String URL = "PROMETHEUS_URL";
  private static final String TOKEN_FILE = "PROMETHEUS_TOKEN_FILE";
  private static final String CA_FILE = "PROMETHEUS_CA_FILE";

  private PrometheusVariables() {}

  /**
   * Empty without PROMETHEUS_URL. Whether the files can be read is seen at each query: a volume may
   * be filled later.
   *
   * @throws IllegalArgumentException with the variable, what is wrong and what to do
   */
  static Optional<PrometheusSettings> read(Map<String, String> env) {
    Optional<URI> url = text(env, URL).map(PrometheusVariables::url);
    Optional<Path> tokenFile = text(env, TOKEN_FILE).map(Path::of);
    Optional<Path> caFile = text(env, CA_FILE).map(Path::of);
    if (url.isEmpty()) {
      for (String name : new String[] {TOKEN_FILE, CA_FILE}) {
        if (text(env, name).isPresent()) {
          throw new IllegalArgumentException(
              "%s: has no effect without %s; set both or neither".formatted(name, URL));
        }
      }
      return Optional.empty();
    }
    if (caFile.isPresent() && !"https".equalsIgnoreCase(url.get().getScheme())) {
      throw new IllegalArgumentException(
          "%s: has no effect with an http URL; write https in %s".formatted(CA_FILE, URL));
    }
    return url.map(
        each -> new PrometheusSettings(each, tokenFile, caFile, PrometheusSettings.INTERVAL));
  }

  private static Optional<String> text(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
  }

  private static URI url(String text) {
    if (text.contains("@")) {
      // The value is not repeated: it may hold a password.
      throw new IllegalArgumentException(
          "%s: holds a user; use %s for credentials".formatted(URL, TOKEN_FILE));
    }
    try {
      URI url = new URI(text);
      boolean isHttp = "http".equalsIgnoreCase(url.getScheme());
      if ((isHttp || "https".equalsIgnoreCase(url.getScheme()))
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Named below.
    }
    throw new IllegalArgumentException(
        "%s: \"%s\" must be an http or https URL without a query, such as".formatted(URL, text)
            + " http://prometheus.monitoring:9090");
  }
}
