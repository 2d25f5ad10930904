package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a platform team writes.
 *
 * @param version names the revision; its content never changes
 * @param platform the settings that all services share
 * @param components by name; an open map, since a document may be of another release
 * @param rollout how a revision reaches the services
 * @param minimumVersion pins to older versions do not count
 * @param revisionHistoryLimit how many unused revisions are kept, 0 to 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "self.version != oldSelf.version || (has(self.platform) == has(oldSelf.platform)"
            + " && has(self.components) == has(oldSelf.components)"
            + " && (!has(self.platform) || self.platform == oldSelf.platform)"
            + " && (!has(self.components) || self.components == oldSelf.components))",
    messageExpression =
        "'version: \"' + self.version + '\" names what was applied before, and its content never"
            + " changes; give this content a version of its own'")
public record GoldenPathSpec(
    @JsonPropertyDescription(GoldenPathSpec.VERSION)
        @Required
        @Size(max = Bounds.VERSION)
        @Pattern(GoldenPathSpec.SEMANTIC_VERSION)
        String version,
    @JsonPropertyDescription(GoldenPathSpec.PLATFORM) @Nullable PathPlatform platform,
    @JsonPropertyDescription(GoldenPathSpec.COMPONENTS) @Size(max = Bounds.COMPONENTS)
        @Nullable Map<String, PathComponent> components,
    @JsonPropertyDescription(
            "How a revision reaches the services: waves of tiers one after another, with defaults if"
                + " absent.")
        @Nullable PathRollout rollout,
    @JsonPropertyDescription("Pins to older versions do not count: the lever for a vulnerability.")
        @Size(max = Bounds.VERSION)
        @Pattern(GoldenPathSpec.SEMANTIC_VERSION)
        @Nullable String minimumVersion,
    @JsonPropertyDescription("How many revisions are kept beside those that services have.")
        @Default("10")
        @Min(0)
        @Max(100)
        @Nullable Integer revisionHistoryLimit) {

  /** No capitals and no build metadata: the version is part of an object's name. */
  static final String SEMANTIC_VERSION =
      "^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9a-z]([-.0-9a-z]*[0-9a-z])?)?$";

  static final String VERSION =
      "The semantic version of the document, such as 1.2.0: the name of its revision. Content"
          + " never changes under a version.";
  static final String PLATFORM =
      "The settings of the platform that all services share; what is omitted is the built-in"
          + " path's.";
  static final String COMPONENTS =
      "The components, by name: whether they are offered, their parameters and what a patch may"
          + " touch; what is omitted is the built-in path's.";
}
