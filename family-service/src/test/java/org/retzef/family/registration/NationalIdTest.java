package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdTest {

  @ParameterizedTest
  @CsvSource({"123456782,123456782", "000000018,000000018", "12344,000012344"})
  void acceptsNumbersWhoseLastDigitChecksAndFillsThemUp(String written, String digits) {
    assertThat(new NationalId(written).digits()).isEqualTo(digits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789",
        "000000000",
        "1234567820",
        "1234",
        "12345678٢",
        "12345 6782",
        "",
        "12345678a"
      })
  void refusesEverythingElse(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NationalId(written))
        .withMessage("national-id-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = "123456782")
  void doesNotShowTheNumberInLogs(String written) {
    assertThat(new NationalId(written).toString()).doesNotContain(written);
  }
}
