package dev.goldenpath.cli.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "key=",
        "key=two words",
        "key=it's",
        "key=\"quoted\" and $HOME `id` \\ !x",
        "two words=x",
        "~/x",
        "a=~",
        "*",
        "a;b&c|d>e<f#g(h)i{j}k[l]m?n",
        "key==",
        "ünïcode ✔",
        "two\nlines",
        "tab\there"
      })
  void a_shell_reads_the_word_as_it_was(String word) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", "printf '%s' " + ShellWord.quoted(word)).start();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).isZero();
    assertThat(read).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      textBlock =
          """
          quota.memory=48Gi     | quota.memory=48Gi
          why=cost: less of it  | why="cost: less of it"
          why=it's              | why="it's"
          why=5 $               | why='5 $'
          """)
  void people_can_read_it(String word, String quoted) {
    assertThat(ShellWord.quoted(word)).isEqualTo(quoted);
  }

  @Test
  void an_interactive_shell_finds_no_history_in_it() {
    assertThat(ShellWord.quoted("why=stop! now")).isEqualTo("why='stop! now'");
  }
}
