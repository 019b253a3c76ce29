package org.retzef.basket.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MoneyTest {

  private final JsonMapper json =
      JsonMapper.builder().addModule(new MoneyJson().moneyModule()).build();

  private record Price(Money amount) {}

  @ParameterizedTest
  @CsvSource({
    "8000,800000",
    "8000.5,800050",
    "8000.05,800005",
    "0,0",
    "0.01,1",
    "999999999999.99,99999999999999"
  })
  void readsAmountsToTheAgora(String written, long agorot) {
    assertThat(Money.parse(written).agorot()).isEqualTo(agorot);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.005",
        "1.",
        ".5",
        "-1",
        "+1",
        "1e3",
        "NaN",
        "Infinity",
        "",
        " 1",
        "1 ",
        "1,000",
        "٨٠٠٠",
        "0x1",
        "1000000000000",
        "₪1",
        "1.0\n"
      })
  void refusesEverythingElse(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.parse(written))
        .withMessage("money-invalid");
  }

  @ParameterizedTest
  @CsvSource({"800000,8000.00", "5,0.05", "0,0.00", "-5,-0.05", "-5904500000,-59045000.00"})
  void isWrittenWithTwoDecimals(long agorot, String written) {
    assertThat(new Money(agorot)).hasToString(written);
  }

  @Test
  void isReadFromTextAndFromNumbersByTheirDigits() {
    for (String amount : new String[] {"\"0.10\"", "0.1", "0.10", "\"0.1\""}) {
      assertThat(json.readValue("{\"amount\":%s}".formatted(amount), Price.class))
          .isEqualTo(new Price(new Money(10)));
    }
    assertThat(json.readValue("{\"amount\":999999999999.99}", Price.class))
        .as("beyond what a double of the same digits would keep")
        .isEqualTo(new Price(new Money(99999999999999L)));
  }

  @Test
  void isWrittenAsText() {
    assertThat(json.writeValueAsString(new Price(new Money(190000))))
        .isEqualTo("{\"amount\":\"1900.00\"}");
  }
}
