package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class CipherOrderTest {
  @Test
  void chacha20_comes_first_and_what_was_offered_before_comes_next()
      throws GeneralSecurityException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setEnabledCipherSuites(
        new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"});

    assertThat(CipherOrder.of(engine))
        .containsExactly(
            "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
  }
}
