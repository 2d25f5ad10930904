package dev.goldenpath.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "\u001b[2J", "\u009b2J", "a\u202eb", "\u2028", "züri → ▲", "a\"\\b"})
  void a_text_is_read_back_and_shows_no_control_character(String text)
      throws JsonProcessingException {
    Map<String, String> answer = Map.of("text", text);

    assertThat(new ObjectMapper().readValue(DataText.json(answer), Object.class)).isEqualTo(answer);
    assertThat(new ObjectMapper(new YAMLFactory()).readValue(DataText.yaml(answer), Object.class))
        .isEqualTo(answer);
    assertThat(DataText.json(answer) + DataText.yaml(answer))
        .doesNotContain("\u001b", "\u009b", "\u202e", "\u2028");
  }
}
