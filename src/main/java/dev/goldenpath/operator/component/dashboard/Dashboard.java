package dev.goldenpath.operator.component.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the JSON of a Grafana dashboard that is needed. Keys are in the order of the
 * components: the text must be stable.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Dashboard(
    String uid,
    String title,
    List<String> tags,
    boolean editable,
    int schemaVersion,
    Range time,
    Listed<Variable> templating,
    Listed<Annotation> annotations,
    List<Panel> panels) {

  /** Version 39 is that of Grafana 10.3; later releases migrate it when they load it. */
  public static final int SCHEMA = 39;

  /** The data source that the reader picks. */
  static final Source PICKED = new Source("prometheus", "${datasource}");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  /**
   * Without white space, which would be half of what is stored, watched and cached of a service.
   */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public record Range(String from, String to) {}

  public record Listed<T>(List<T> list) {}

  public record Variable(String name, String label, String type, String query) {}

  record Source(String type, String uid) {}

  record Position(int x, int y, int w, int h) {}

  /**
   * A line across all panels wherever the query has a value.
   *
   * @param enable whether it is shown by default
   */
  record Annotation(
      String name,
      boolean enable,
      String iconColor,
      Source datasource,
      String expr,
      String step,
      String titleFormat) {}

  /**
   * A query.
   *
   * @param instant whether only the last value is shown
   * @param interval the scrape interval of its series, if it is not the data source's own
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Target(
      String refId,
      String expr,
      @Nullable String legendFormat,
      @Nullable Boolean instant,
      @Nullable String format,
      @Nullable String interval) {}

  /** The colour from this value on; the first one has no value. */
  record Threshold(String color, @Nullable BigDecimal value) {}

  record Thresholds(String mode, List<Threshold> steps) {}

  record ThresholdsStyle(String mode) {}

  /** How a graph is drawn. */
  record Custom(ThresholdsStyle thresholdsStyle) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Defaults(
      @Nullable String unit,
      @Nullable BigDecimal min,
      @Nullable String noValue,
      @Nullable Thresholds thresholds,
      @Nullable Custom custom) {}

  record FieldConfig(Defaults defaults) {}

  /** A panel, or a line between panels, which has no query. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Panel(
      int id,
      String type,
      String title,
      @Nullable String description,
      @Nullable Source datasource,
      Position gridPos,
      @Nullable String interval,
      @Nullable String timeFrom,
      @Nullable FieldConfig fieldConfig,
      @Nullable List<Target> targets) {}
}
