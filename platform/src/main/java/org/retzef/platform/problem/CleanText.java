package org.retzef.platform.problem;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Text as it may enter: normalised to NFC, without blanks and direction marks at its ends, and
 * without the characters that hide or turn what a reader sees. Line breaks pass here; {@link Text}
 * decides where they may stand.
 */
final class CleanText extends StdDeserializer<String> {

  CleanText() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return (String) context.handleUnexpectedToken(String.class, parser);
    }
    String text = strip(Normalizer.normalize(parser.getString(), Normalizer.Form.NFC));
    if (text.codePoints().anyMatch(CleanText::isForbidden)) {
      return (String)
          context.handleWeirdStringValue(String.class, text, "text-forbidden-character");
    }
    return text;
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isEdge(text.charAt(start))) {
      start++;
    }
    while (end > start && isEdge(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Blanks and the marks LRM, RLM and ALM, which keyboards leave at the ends of words. */
  private static boolean isEdge(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u200E'
        || c == '\u200F'
        || c == '\u061C';
  }

  private static boolean isForbidden(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= 0x202A && c <= 0x202E) // embeddings and overrides
        || (c >= 0x2066 && c <= 0x2069) // isolates
        || c == 0x200B // zero-width space
        || c == 0x2028 // line and paragraph separators
        || c == 0x2029
        || (c >= 0xE0000 && c <= 0xE007F) // tags
        || c == 0xFEFF
        || (c >= 0xD800 && c <= 0xDFFF) // lone surrogates
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c & 0xFFFE) == 0xFFFE; // noncharacters
  }
}
