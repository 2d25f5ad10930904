package dev.goldenpath.cli.support;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.hatch.HatchHash;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A GoldenService as an API server serves it: gold, of team payments, created at 20:23:45. */
public final class ServedService {
  public static final String NAME = "checkout";

  private final Map<String, String> annotations = new TreeMap<>();
  private final Map<String, String> labels = new TreeMap<>();
  private final List<StatusCondition> conditions = new ArrayList<>();
  private String uid = "uid-1";
  private String version = "1";
  private String deleted;
  private String firstReady;
  private long observedGeneration = 1;
  private Map<String, String> observed;

  /** One without hatches. */
  public static ServedService service() {
    return new ServedService();
  }

  /** With an annotation. */
  public ServedService annotated(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  /** With a label. */
  public ServedService labelled(String key, String value) {
    labels.put(key, value);
    return this;
  }

  /** In that version. */
  public ServedService version(int number) {
    version = String.valueOf(number);
    return this;
  }

  /** With another uid. */
  public ServedService uid(String other) {
    uid = other;
    return this;
  }

  /** While it is being deleted. */
  public ServedService terminating() {
    deleted = "2026-11-25T20:30:00Z";
    return this;
  }

  /** Ready for the first time then. */
  public ServedService firstReady(String time) {
    firstReady = time;
    return this;
  }

  /** With a status about another generation. */
  public ServedService observed(long generation) {
    observedGeneration = generation;
    return this;
  }

  /** With a status about other annotations. */
  public ServedService observed(Map<String, String> others) {
    observed = others;
    return this;
  }

  /** With a condition since 20:23:46. */
  public ServedService with(String type, boolean holds, String reason, String message) {
    return with(type, holds, reason, message, "2026-11-25T20:23:46Z");
  }

  /** With a condition since then. */
  public ServedService with(
      String type, boolean holds, String reason, String message, String since) {
    conditions.add(
        new StatusCondition(
            type, holds ? "True" : "False", reason, message, since, observedGeneration));
    return this;
  }

  /** Ready, with that summary. */
  public ServedService ready(String message) {
    return with("Ready", true, "AllComponentsReady", message);
  }

  /** As an object. */
  public GoldenService object() {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withName(NAME)
            .withUid(uid)
            .withResourceVersion(version)
            .withGeneration(1L)
            .withCreationTimestamp("2026-11-25T20:23:45Z")
            .withDeletionTimestamp(deleted)
            .withAnnotations(annotations)
            .withLabels(labels)
            .build());
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam("payments");
    spec.setTier("gold");
    service.setSpec(spec);
    service.setStatus(
        new GoldenServiceStatus(
            observedGeneration,
            HatchHash.of(observed == null ? annotations : observed),
            NAME,
            null,
            new GoldenServiceStatus.PathRef("default", "1.0.0"),
            conditions,
            List.of(),
            firstReady));
    return service;
  }

  /** As JSON. */
  public String json() {
    return Serialization.asJson(object()).replace("\n", " ");
  }

  /** As the only one of a list. */
  public String list() {
    return "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[%s]}".formatted(json());
  }

  /** A list without it. */
  public static String noList() {
    return "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[]}";
  }

  /** As an event of a watch. */
  public String event(String type) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, json());
  }
}
