package dev.goldenpath.operator.reconcile.prometheus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.reconcile.apply.UntrustedJson;
import dev.goldenpath.operator.rollout.ErrorBudgetQuery.Sample;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the answer to an instant query. Nothing of a bad one is repeated: it may hold anything. */
final class PrometheusAnswer {
  private static final ObjectMapper JSON =
      UntrustedJson.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int OK = 200;

  private static final Map<Integer, String> STATUS =
      Map.of(
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          422, "Unprocessable Entity",
          429, "Too Many Requests",
          500, "Internal Server Error",
          502, "Bad Gateway",
          503, "Service Unavailable",
          504, "Gateway Timeout");

  private static final Set<String> ERRORS =
      Set.of("bad_data", "execution", "timeout", "canceled", "internal", "unavailable");

  private PrometheusAnswer() {}

  static List<Sample> samples(HttpResponse<Optional<byte[]>> response) throws PrometheusException {
    int status = response.statusCode();
    if (status != OK) {
      throw new PrometheusException(
          "%d %s%s"
              .formatted(
                  status,
                  STATUS.getOrDefault(status, status / 100 == 3 ? "Redirect" : "Unexpected"),
                  error(response.body())));
    }
    byte[] body =
        response
            .body()
            .orElseThrow(
                () ->
                    new PrometheusException(
                        "the answer has more than %d MB"
                            .formatted(PrometheusClient.LARGEST_ANSWER / 1_000_000)));
    try {
      JsonNode answer = JSON.readTree(body);
      JsonNode result = answer.at("/data/result");
      if (answer.path("status").asText().equals("success")
          && answer.at("/data/resultType").asText().equals("vector")
          && result.isArray()) {
        return samples(result);
      }
    } catch (IOException e) {
      // Its message would repeat the answer.
      throw new PrometheusException("the answer is not that of a Prometheus");
    }
    throw new PrometheusException("the answer is not that of a Prometheus");
  }

  private static List<Sample> samples(JsonNode result) {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode each : result) {
      Map<String, String> labels = new HashMap<>();
      each.path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      samples.add(new Sample(labels, number(each.at("/value/1").asText())));
    }
    return samples;
  }

  /** As Prometheus writes it, {@code +Inf} and {@code NaN} included. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text.replace("Inf", "Infinity"));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The kind of error that Prometheus names beside a status, if it is one of its own. */
  private static String error(Optional<byte[]> body) {
    try {
      String type = JSON.readTree(body.orElse(new byte[0])).path("errorType").asText();
      return ERRORS.contains(type) ? " (" + type + ")" : "";
    } catch (IOException e) {
      return "";
    }
  }
}
