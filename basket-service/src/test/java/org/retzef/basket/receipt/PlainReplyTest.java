package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.basket.voucher.ReceiptAnswer;

class PlainReplyTest {

  @ParameterizedTest
  @CsvSource({
    "1,YES",
    "' 2 ',PARTIAL",
    "3.,NO",
    "١,YES",
    "٢,PARTIAL",
    "۳,NO",
    "'(1)',YES",
    "１!,YES"
  })
  void readsADigitOfAnyScript(String text, ReceiptAnswer answer) {
    assertThat(PlainReply.read(text)).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "4", "11", "1 but it is broken", "yes", "1 2", "כן", "?", "一"})
  void takesNothingElseForAnAnswer(String text) {
    assertThat(PlainReply.read(text)).isEmpty();
  }
}
