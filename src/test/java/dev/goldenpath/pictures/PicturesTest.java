package dev.goldenpath.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The committed pictures are those that the code draws. */
class PicturesTest {
  @Test
  void what_a_service_gets_is_up_to_date() {
    GoldenFile.check(Pictures.SERVICE, ServicePicture.draw());
  }

  @Test
  void every_component_is_drawn_and_has_a_caption() {
    String picture = ServicePicture.draw();
    assertThat(ServicePicture.CAPTIONS)
        .containsOnlyKeys(Components.ALL.stream().map(Component::name).toList());
    assertThat(Components.ALL)
        .allMatch(each -> picture.contains("<title>" + each.name() + "</title>"));
  }

  @Test
  void every_panel_of_the_dashboard_is_in_its_picture() throws IOException {
    String picture = Files.readString(Pictures.DASHBOARD);
    JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DashboardPicture.DASHBOARD));
    assertThat(dashboard.get("panels")).isNotEmpty();
    assertThat(dashboard.get("panels"))
        .allSatisfy(
            panel ->
                assertThat(picture).contains("<title>" + panel.get("title").asText() + "</title>"));
  }
}
