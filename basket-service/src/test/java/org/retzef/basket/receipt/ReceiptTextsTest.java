package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.basket.voucher.ReceiptAnswer;

class ReceiptTextsTest {

  @ParameterizedTest
  @EnumSource
  void saysEverythingInEveryLanguage(Language language) {
    assertThat(ReceiptTexts.in(language).all())
        .hasSameSizeAs(ReceiptTexts.in(Language.HE).all())
        .containsOnlyKeys(ReceiptTexts.in(Language.HE).all().keySet())
        .allSatisfy((key, text) -> assertThat(text).isNotBlank());
  }

  @Test
  void hasWordsForEveryScreenAndAnswer() {
    Stream<String> screens =
        Arrays.stream(ReceiptScreen.Kind.values())
            .flatMap(kind -> Stream.of("heading." + kind, "text." + kind));
    Stream<String> answers =
        Arrays.stream(ReceiptAnswer.values())
            .flatMap(answer -> Stream.of("answer." + answer, "then." + answer, "sign." + answer));
    assertThat(ReceiptTexts.in(Language.HE).all().keySet())
        .containsAll(Stream.concat(screens, answers).toList());
  }

  @ParameterizedTest
  @EnumSource
  void putsWhatCameAndTheLinkOnItsOwnLineIntoTheMessage(Language language) {
    String link = "http://localhost:8080/r/0123456789abcdefghijklmno";
    String text = ReceiptTexts.in(language).get("sms", "COMPUTER", link);
    assertThat(text).contains("COMPUTER", "1", "2", "3").doesNotContain("{", "}");
    assertThat(text.lines()).contains(link);
  }
}
