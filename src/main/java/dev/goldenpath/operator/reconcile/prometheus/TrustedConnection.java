package dev.goldenpath.operator.reconcile.prometheus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The HTTP client, made again when the CAs in the file have changed. */
final class TrustedConnection {
  private final Optional<Path> caFile;
  private final Duration timeout;
  private byte[] authorities = {};
  private Optional<HttpClient> client = Optional.empty();

  TrustedConnection(Optional<Path> caFile, Duration timeout) {
    this.caFile = caFile;
    this.timeout = timeout;
  }

  /** The client that trusts what the file says now. */
  synchronized HttpClient client() throws PrometheusException {
    byte[] now =
        caFile.isPresent() ? MountedFile.read("PROMETHEUS_CA_FILE", caFile.get()) : new byte[0];
    if (client.isEmpty() || !Arrays.equals(authorities, now)) {
      // The former one ends by itself once nobody refers to it.
      client = Optional.of(create(now));
      authorities = now;
    }
    return client.get();
  }

  private HttpClient create(byte[] pem) throws PrometheusException {
    // Not redirected: the token is for the configured server alone.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    if (caFile.isPresent()) {
      try {
        builder.sslContext(trusting(pem));
      } catch (GeneralSecurityException | IOException e) {
        throw new PrometheusException(
            "PROMETHEUS_CA_FILE: " + caFile.get() + " has no certificates in PEM", e);
      }
    }
    return builder.build();
  }

  private static SSLContext trusting(byte[] pem) throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (certificates.isEmpty()) {
      throw new CertificateException("none");
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (Certificate certificate : certificates) {
      trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
