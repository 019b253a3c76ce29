package org.retzef.platform.problem;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
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

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

  CalendarDate() {
    super(LocalDate.class);
  }

  @Override
  public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
    }
    try {
      return LocalDate.parse(parser.getString(), FORM);
    } catch (DateTimeParseException notADay) {
      return (LocalDate)
          context.handleWeirdStringValue(LocalDate.class, parser.getString(), "date-invalid");
    }
  }
}
