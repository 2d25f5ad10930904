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
      "How important the service is: bronze, silver or gold. Presets quota, database size, scrape"
          + " interval, SLO and alerting.")
  @JsonDeserialize(using = LenientReading.AsText.class)
  private @Nullable String tier;

  @Default("Retain")
  @SchemaFrom(type = DeletionPolicy.class)
  @JsonPropertyDescription(
      "What deleting this object does. Retain (default) keeps the namespace, the data and the"
          + " guardrails, such as database and quota, and removes the rest, such as access and"
          + " alerts; applying the same name for the same team takes it back. Delete removes the"
          + " namespace and everything in it.")
  @JsonDeserialize(using = LenientReading.AsText.class)
  private @Nullable String deletionPolicy;

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
}
