package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;

/** A pattern of the path document. Its author is trusted, but may make mistakes. */
final class PatternDeserializer extends StdScalarDeserializer<Pattern> {
  private static final long serialVersionUID = 1L;

  /** In units of {@link RegexCost}: some 1 MB, once. */
  private static final long LARGEST = 10_000;

  PatternDeserializer() {
    super(Pattern.class);
  }

  @Override
  public Pattern deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = parser.getText();
    if (RegexCost.of(text) > LARGEST) {
      throw JsonMappingException.from(
          parser, MessageText.quoted(text) + " repeats too much: use smaller counts");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw context.weirdStringException(text, Pattern.class, e.getDescription());
    }
  }
}
