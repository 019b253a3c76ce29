package org.retzef.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.format.support.DefaultFormattingConversionService;

class StrictParametersTest {

  private static final String ID = "09a2b3c4-0000-7000-8000-00000000000a";

  private final DefaultFormattingConversionService conversion = conversion();

  private static DefaultFormattingConversionService conversion() {
    var conversion = new DefaultFormattingConversionService();
    new StrictParameters().addFormatters(conversion);
    return conversion;
  }

  @Test
  void readsWhatIsInItsForm() {
    assertThat(conversion.convert(ID, UUID.class)).hasToString(ID);
    assertThat(conversion.convert(ID.toUpperCase(java.util.Locale.ROOT), UUID.class))
        .hasToString(ID);
    assertThat(conversion.convert("", UUID.class)).isNull();
    assertThat(conversion.convert("1900-01-01", LocalDate.class)).isEqualTo("1900-01-01");
    assertThat(conversion.convert("2999-12-31", LocalDate.class)).isEqualTo("2999-12-31");
    assertThat(conversion.convert("", LocalDate.class)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9a2b3c4-0000-7000-8000-00000000000a",
        "009a2b3c4-0000-7000-8000-00000000000a",
        " 09a2b3c4-0000-7000-8000-00000000000a",
        "09a2b3c4-0-7000-8000-a",
        "09a2b3c4000070008000000000000000a"
      })
  void refusesAnIdInAnotherForm(String id) {
    assertThatThrownBy(() -> conversion.convert(id, UUID.class))
        .hasRootCauseMessage("not in the one form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-01-01",
        "1899-12-31",
        "3000-01-01",
        "0000-01-01",
        "-0001-01-01",
        "1/2/26",
        "2026-02-30",
        "2026-01-01T00:00:00Z",
        " 2026-01-01"
      })
  void refusesADayThatIsFarOrInAnotherForm(String day) {
    assertThatThrownBy(() -> conversion.convert(day, LocalDate.class))
        .isInstanceOf(org.springframework.core.convert.ConversionFailedException.class);
  }
}
