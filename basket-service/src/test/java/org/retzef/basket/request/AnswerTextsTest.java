package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTextsTest {

  @ParameterizedTest
  @ValueSource(strings = {"ar", "en", "ru", "am"})
  void saysEverythingInEveryLanguage(String language) throws IOException {
    Properties hebrew = texts("he");
    Properties other = texts(language);
    assertThat(other.keySet()).isEqualTo(hebrew.keySet());
    for (Decision.Reason reason : Decision.Reason.values()) {
      assertThat(other).containsKey("reason." + reason);
    }
    hebrew.forEach(
        (key, text) -> {
          for (int gap = 0; gap < 4; gap++) {
            String place = "{" + gap + "}";
            assertThat(other.getProperty((String) key).contains(place))
                .as("%s in %s", key, place)
                .isEqualTo(((String) text).contains(place));
          }
          assertThat(other.getProperty((String) key)).doesNotContain("'");
        });
  }

  private static Properties texts(String language) throws IOException {
    var texts = new Properties();
    try (var reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/messages/answer_" + language + ".properties"))) {
      texts.load(reader);
    }
    return texts;
  }
}
