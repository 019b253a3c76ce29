package org.retzef.basket.receipt.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedTextTest {

  @Test
  void sendsPlainEnglishInTheAlphabetOfPhones() {
    EncodedText text = EncodedText.of("Hello @ {0}".replace("{0}", "_1$"), 7);
    assertThat(text.dataCoding()).isEqualTo(EncodedText.GSM);
    assertThat(text.parts()).hasSize(1);
    assertThat(text.parts().getFirst())
        .containsExactly('H', 'e', 'l', 'l', 'o', ' ', 0, ' ', 0x11, '1', 0x02);
  }

  @Test
  void fits160LettersOrSeventyOfOtherScriptsIntoOneMessage() {
    assertThat(EncodedText.of("a".repeat(160), 7).parts()).hasSize(1);
    assertThat(EncodedText.of("a".repeat(161), 7).parts()).hasSize(2);
    assertThat(EncodedText.of("א".repeat(70), 7).parts()).hasSize(1);
    assertThat(EncodedText.of("א".repeat(71), 7).parts()).hasSize(2);
  }

  @Test
  void numbersThePartsOfALongTextUnderOneReference() {
    List<byte[]> parts = EncodedText.of("ب".repeat(150), 0x1234).parts();
    assertThat(parts)
        .hasSize(3)
        .allSatisfy(part -> assertThat(part.length).isLessThanOrEqualTo(140));
    for (int i = 0; i < parts.size(); i++) {
      assertThat(Arrays.copyOf(parts.get(i), 6)).containsExactly(5, 0, 3, 0x34, 3, i + 1);
    }
  }

  @Test
  void cutsNoCharacterInTwo() {
    String text = "א".repeat(66) + "😀" + "ב".repeat(10);
    List<byte[]> parts = EncodedText.of(text, 7).parts();
    assertThat(parts).allSatisfy(part -> assertThat(textOf(part)).doesNotContain("\ufffd"));
    var whole = new ByteArrayOutputStream();
    parts.forEach(part -> whole.writeBytes(Arrays.copyOfRange(part, 6, part.length)));
    assertThat(whole.toString(StandardCharsets.UTF_16BE)).isEqualTo(text);
  }

  private static String textOf(byte[] part) {
    return new String(part, 6, part.length - 6, StandardCharsets.UTF_16BE);
  }
}
