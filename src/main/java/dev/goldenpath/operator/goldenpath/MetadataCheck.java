package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules for labels and annotations that a path document puts on the objects of services: an
 * invalid one would make the API server reject the object of every service.
 */
final class MetadataCheck {
  private static final Pattern LABEL_VALUE =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  /** An optional DNS subdomain and a slash, then a name of the form of a label's value. */
  private static final Pattern KEY =
      Pattern.compile(
          "([a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
              + LABEL_VALUE.pattern());

  private static final int LONGEST_PREFIX = 253;
  private static final String POD_SECURITY = "pod-security.kubernetes.io/";
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private MetadataCheck() {}

  /** The problems of labels of any object, each beginning with its field. */
  static List<String> labels(String at, Map<String, String> labels) {
    List<String> problems = new ArrayList<>(annotations(at, labels));
    labels.forEach(
        (key, value) -> {
          if (!LABEL_VALUE.matcher(value).matches()) {
            problems.add(
                "%s.%s: %s must be a label value: letters, digits, -, _ and ., at most %d"
                    .formatted(at, key, MessageText.quoted(value), Bounds.LABEL));
          }
        });
    return problems;
  }

  /** Those of labels of a namespace: some belong to a component or to the API server. */
  static List<String> namespaceLabels(String at, Map<String, String> labels) {
    List<String> problems = new ArrayList<>(labels(at, labels));
    for (String key : labels.keySet()) {
      if (key.startsWith(POD_SECURITY)) {
        problems.add(
            "%s.%s: belongs to the component namespace; change the values of its parameters podSecurity and podSecurityWarn"
                .formatted(at, key));
      } else if (key.equals(NAMESPACE_NAME)) {
        problems.add("%s.%s: belongs to the API server; remove it".formatted(at, key));
      }
    }
    return problems;
  }

  /**
   * Those of annotations, and of the keys of labels. With one of the operator's own keys, an object
   * would no longer be identified as the service's.
   */
  static List<String> annotations(String at, Map<String, String> entries) {
    List<String> problems = new ArrayList<>();
    for (String key : entries.keySet()) {
      if (Annotations.isOurs(key) || key.equals(Labels.MANAGED_BY)) {
        problems.add(at + "." + key + ": belongs to the operator");
      } else if (!KEY.matcher(key).matches() || key.indexOf('/') > LONGEST_PREFIX) {
        problems.add(
            "%s: %s must be a key such as example.org/scrape: a DNS name and a slash, if any, then letters, digits, -, _ and ., at most %d"
                .formatted(at, MessageText.quoted(key), Bounds.LABEL));
      }
    }
    return problems;
  }
}
