package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a path document for routes, and for the pods of services. */
class WorkloadSettingsTest {
  private static final String GATEWAY =
      "{ name: public, namespace: gateways, host: '{service}.example.com', url: 'https://{service}.example.com' }";

  @Test
  void a_host_and_an_address_are_of_one_service() throws InvalidGoldenPathException {
    Gateway gateway = Documents.read(document("gateway: " + GATEWAY)).spec().platform().gateway();
    assertThat(gateway.isConfigured()).isTrue();
    assertThat(gateway.hostOf("cart")).isEqualTo("cart.example.com");
    assertThat(gateway.urlOf("cart")).isEqualTo("https://cart.example.com");
    assertThat(Documents.readBuiltIn().spec().platform().gateway().isConfigured()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          host: '{service}.example.com'  | host: 'www.example.com'              | gateway.host: "www.example.com" must be a host name that begins with {service}.
          host: '{service}.example.com'  | host: '{service}'                    | gateway.host: "{service}" must be a host name
          host: '{service}.example.com'  | host: '{service}.Example.com'        | gateway.host: "{service}.Example.com" must be a host name
          host: '{service}.example.com'  | host: '{service}-{service}.a.com'    | gateway.host: "{service}-{service}.a.com" must be a host name
          url: 'https://{service}        | url: 'ftp://{service}                | gateway.url: "ftp://{service}.example.com" must be an address
          url: 'https://{service}        | url: 'https://shop                   | gateway.url: "https://shop.example.com" must be an address
          namespace: gateways            | namespace: ''                        | gateway.namespace: "" must be the name of a namespace
          name: public                   | name: Public                         | gateway.name: "Public" must be the name of a Gateway
          """)
  void a_gateway_that_cannot_be_used(String original, String planted, String problem) {
    assertThat(GATEWAY).contains(original);
    refused("gateway: " + GATEWAY.replace(original, planted), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          databaseEnv: { 1A: host }       | databaseEnv: "1A" must be a name of letters
          databaseEnv: { PORT: host }     | databaseEnv: "PORT" is set by the operator; choose another name
          databaseEnv: { A: "x y" }       | databaseEnv.A: "x y" must be a key of a Secret
          queueEnv: { PGHOST: host }      | queueEnv: "PGHOST" is also a variable of databaseEnv
          imagePullSecrets: ["A b"]       | imagePullSecrets: "A b" must be the name of a Secret
          """)
  void a_setting_that_would_make_every_pod_invalid(String setting, String problem) {
    refused(setting, problem);
  }

  private static void refused(String setting, String problem) {
    assertThatExceptionOfType(InvalidGoldenPathException.class)
        .isThrownBy(() -> Documents.read(document(setting)))
        .withMessageContaining("spec.platform." + problem);
  }

  private static String document(String setting) {
    return """
    apiVersion: goldenpath.dev/v1alpha1
    kind: GoldenPath
    metadata: { name: default }
    spec:
      version: 1.0.0
      platform:
        %s
    """
        .formatted(setting);
  }
}
