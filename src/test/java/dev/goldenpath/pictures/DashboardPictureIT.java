package dev.goldenpath.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The committed picture of the dashboard is what a Prometheus answers to its panels. */
class DashboardPictureIT {
  @Test
  void it_is_up_to_date_and_no_panel_is_without_data() throws IOException {
    String picture = Pictures.dashboard();
    assertThat(picture).doesNotContain("No data");
    GoldenFile.check(Pictures.DASHBOARD, picture);
  }
}
