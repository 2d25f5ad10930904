package dev.goldenpath.cli.kubectl;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The flags of {@code kubectl options} that choose a cluster and an identity. They are handed on as
 * they were given: kubectl decides what they mean.
 */
public final class ConnectionFlags {
  private static final List<String> WITH_VALUE =
      List.of(
          "--as",
          "--as-group",
          "--as-uid",
          "--as-user-extra",
          "--cache-dir",
          "--certificate-authority",
          "--client-certificate",
          "--client-key",
          "--cluster",
          "--context",
          "--kubeconfig",
          "--kuberc",
          "--password",
          "--request-timeout",
          "--server",
          "--tls-server-name",
          "--token",
          "--user",
          "--username",
          "--v");

  private static final List<String> SWITCHES =
      List.of("--disable-compression", "--insecure-skip-tls-verify");

  /** Not to be shown, nor to be found in a log. */
  private static final List<String> SECRETS = List.of("--token=", "--password=");

  private ConnectionFlags() {}

  /** Those of the given ones that are not secret. */
  static List<String> shown(List<String> given) {
    return given.stream().filter(flag -> SECRETS.stream().noneMatch(flag::startsWith)).toList();
  }

  /** Adds them to a verb, hidden: {@code kubectl options} explains them. */
  public static void addTo(CommandSpec verb) {
    WITH_VALUE.forEach(name -> verb.addOption(option(name).arity("1").build()));
    SWITCHES.forEach(
        name -> verb.addOption(option(name).arity("0..1").fallbackValue("true").build()));
  }

  private static OptionSpec.Builder option(String name) {
    OptionSpec.Builder option =
        name.equals("--server")
            ? OptionSpec.builder(name, "-s")
            : name.equals("--v") ? OptionSpec.builder(name, "-v") : OptionSpec.builder(name);
    return option.type(String[].class).hidden(true);
  }

  /** Those that were given, in the form {@code --name=value}. */
  public static List<String> given(ParseResult parsed) {
    return Stream.concat(WITH_VALUE.stream(), SWITCHES.stream())
        .map(parsed::matchedOption)
        .filter(option -> option != null)
        .flatMap(
            option ->
                option.originalStringValues().stream()
                    .map(value -> option.longestName() + "=" + value))
        .toList();
  }
}
