package org.retzef.rights.money;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Reads money as clients write it: {@code "8000.00"}, but also {@code 8000} or {@code 8000.5}. */
@Configuration(proxyBeanMethods = false)
class MoneyJson {

  @Bean
  SimpleModule moneyModule() {
    return new SimpleModule("money").addDeserializer(Money.class, new MoneyReader());
  }

  /** A number is read by its digits as they were written; it never passes through a double. */
  private static final class MoneyReader extends StdDeserializer<Money> {

    MoneyReader() {
      super(Money.class);
    }

    @Override
    public @Nullable Money deserialize(JsonParser parser, DeserializationContext context) {
      return switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            read(parser.getString(), context);
        default -> (Money) context.handleUnexpectedToken(Money.class, parser);
      };
    }

    private static @Nullable Money read(String written, DeserializationContext context) {
      try {
        return Money.parse(written);
      } catch (IllegalArgumentException refused) {
        return (Money) context.handleWeirdStringValue(Money.class, written, "money-invalid");
      }
    }
  }
}
