package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that finds nothing proves nothing unless it finds what is there. */
class PlantedWordsTest {

  private final PlantedWords words = new PlantedWords(List.of("אבנ", "332971654"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"אבנ\"}",
        "GET /families?query=%D7%90%D7%91%D7%A0 404",
        "%d7%90%d7%91%d7%a0",
        "{\"name\":\"\\u05d0\\u05d1\\u05e0\"}",
        "\\u05D0\\u05D1\\u05E0",
        "<t>&#x5d0;&#x5d1;&#x5e0;</t>",
        "<t>&#1488;&#1489;&#1504;</t>"
      })
  void findsAWordInEachWriting(String text) {
    assertThat(words.foundIn(text)).containsExactly("אבנ");
  }

  @Test
  void findsEachThatIsThereAndNoneThatIsNot() {
    assertThat(words.foundIn("family 332971654 אבנר")).containsExactly("אבנ", "332971654");
    assertThat(words.foundIn("family 33297165-4, אב נ")).isEmpty();
  }
}
