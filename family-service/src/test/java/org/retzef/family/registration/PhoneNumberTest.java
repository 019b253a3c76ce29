package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(strings = {"050-123-4567", "0501234567", "+972 50 123 4567", "972501234567"})
  void readsANumberHoweverItIsWritten(String written) {
    assertThat(PhoneNumber.parse(written).e164()).isEqualTo("+972501234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12",
        "not a number",
        "",
        "050-123-4567 ext. 3",
        "call 0501234567",
        "050-DANA-123",
        "+97250123456789012"
      })
  void refusesWhatCannotBeCalled(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhoneNumber.parse(written))
        .withMessage("phone-invalid");
  }
}
