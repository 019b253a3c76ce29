package org.retzef.platform.problem;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** A number or truth value that is taken as it stands and made of nothing else. */
final class StrictScalar<T> extends StdDeserializer<T> {

  private final transient Predicate<JsonParser> fits;
  private final transient Function<JsonParser, T> read;

  private StrictScalar(Class<T> type, Predicate<JsonParser> fits, Function<JsonParser, T> read) {
    super(type);
    this.fits = fits;
    this.read = read;
  }

  static void addTo(SimpleModule module) {
    module.addDeserializer(
        Integer.class,
        new StrictScalar<>(
            Integer.class,
            parser -> isWhole(parser) && parser.getNumberType() == JsonParser.NumberType.INT,
            JsonParser::getIntValue));
    module.addDeserializer(
        Long.class,
        new StrictScalar<>(
            Long.class,
            parser ->
                isWhole(parser) && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
            JsonParser::getLongValue));
    module.addDeserializer(
        Boolean.class,
        new StrictScalar<>(
            Boolean.class,
            parser -> parser.currentToken().isBoolean(),
            parser -> parser.currentToken() == JsonToken.VALUE_TRUE));
  }

  private static boolean isWhole(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  @Override
  @SuppressWarnings("unchecked") // the handler gives null in the value's place
  public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
    return fits.test(parser)
        ? read.apply(parser)
        : (T) context.handleUnexpectedToken(handledType(), parser);
  }
}
