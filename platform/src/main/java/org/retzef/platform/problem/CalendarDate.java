package org.retzef.platform.problem;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * A day as {@code 2020-09-18} and in no other form: a day cut out of an instant is often the wrong
 * one.
 */
final class CalendarDate extends StdDeserializer<LocalDate> {

  private static final int LENGTH = "2020-09-18".length();
  private static final String NO_YEAR = "0000"; // Java's calendar has it, the database's has not

  CalendarDate() {
    super(LocalDate.class);
  }

  @Override
  public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
    }
    String text = parser.getString();
    try {
      if (text.length() == LENGTH && !text.startsWith(NO_YEAR)) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException notADay) {
      // refused below, like a day in another form
    }
    return (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "date-invalid");
  }
}
