package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a developer writes. The fields are strings even if the schema has an enumeration: a value
 * that this version does not know must be readable to be quoted in a message.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class GoldenServiceSpec {
  @Required
  @Size(min = 1, max = Bounds.LABEL)
  @ValidationRule(
      value = "!self.startsWith('system:')",
      messageExpression =
          "'\"' + self + '\": the prefix system: belongs to the cluster; name the team itself,"
              + " for example payments'")
  @ValidationRule(
      value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
      messageExpression =
          "'\"' + self + '\": a team is a DNS label: a-z, 0-9 and -, starting and ending with a"
              + " letter or digit'")
  @JsonPropertyDescription(
      "The team that owns the service: a DNS label. Its groups get developer access to the"
          + " namespace, and its name is a label of the namespace and of its alerts.")
  @JsonDeserialize(using = LenientReading.AsText.class)
  private @Nullable String team;

  @Required
  @SchemaFrom(type = Tier.class)
  @JsonPropertyDescription(
      "How important the service is. Presets quota, database size, scrape interval, SLO and"
          + " alerting.")
  @JsonDeserialize(using = LenientReading.AsText.class)
  private @Nullable String tier;

  @Default("Retain")
  @SchemaFrom(type = DeletionPolicy.class)
  @JsonPropertyDescription(
      "What deleting this object does. Retain (default) keeps the namespace, the data, what runs"
          + " and the guardrails, such as database, pods and quota, and removes the rest, such as"
          + " access and alerts; applying the same name for the same team takes it back. Delete removes the"
          + " namespace and everything in it.")
  @JsonDeserialize(using = LenientReading.AsText.class)
  private @Nullable String deletionPolicy;

  @Size(min = 1, max = Bounds.IMAGE)
  @ValidationRule(
      value = "self.matches('" + ImageReference.PATTERN + "')",
      messageExpression =
          "'\"' + self + '\": an image is a repository in lower case and a tag or digest, for"
              + " example ghcr.io/acme/checkout:1.4.2'")
  @JsonPropertyDescription(
      "The container image to run, with a tag or a digest: ghcr.io/acme/checkout:1.4.2. The"
          + " operator makes a Deployment, a Service and, with a gateway, a route; without it, the"
          + " team runs its workload itself. Removing it stops nothing.")
  @JsonDeserialize(using = LenientReading.AsText.class)
  private @Nullable String image;

  @Size(max = Bounds.COMPONENTS)
  @JsonPropertyDescription(
      "The optional components that the service gets beside the standard ones: queue.")
  @JsonDeserialize(using = LenientReading.AsTexts.class)
  private @Nullable List<String> uses;

  public @Nullable String getTeam() {
    return team;
  }

  public void setTeam(@Nullable String team) {
    this.team = team;
  }

  public @Nullable String getTier() {
    return tier;
  }

  public void setTier(@Nullable String tier) {
    this.tier = tier;
  }

  public @Nullable String getDeletionPolicy() {
    return deletionPolicy;
  }

  public void setDeletionPolicy(@Nullable String deletionPolicy) {
    this.deletionPolicy = deletionPolicy;
  }

  public @Nullable String getImage() {
    return image;
  }

  public void setImage(@Nullable String image) {
    this.image = image;
  }

  public @Nullable List<String> getUses() {
    return uses;
  }

  public void setUses(@Nullable List<String> uses) {
    this.uses = uses;
  }
}
