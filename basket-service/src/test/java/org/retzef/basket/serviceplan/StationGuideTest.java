package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.retzef.platform.problem.Languages;
import org.retzef.platform.testing.MessageBundles;

class StationGuideTest {

  @Test
  void speaksThreeLanguagesInTheirOwnLetters() {
    MessageBundles.assertWrittenIn("messages/serviceplan", List.of("he", "ar", "en"));
    assertThat(keys(Locale.forLanguageTag("ar"))).isEqualTo(keys(Languages.HEBREW));
    assertThat(keys(Locale.ENGLISH)).isEqualTo(keys(Languages.HEBREW));
  }

  private static Set<String> keys(Locale language) {
    return ResourceBundle.getBundle("messages.serviceplan", language).keySet();
  }

  /** B14: six stations of four categories. */
  @Test
  void suggestsSomethingInEachOfThe24Cells() {
    StationGuide guide = StationGuide.in(Locale.ENGLISH);
    for (int station = 1; station <= Station.COUNT; station++) {
      assertThat(guide.name(station)).isNotBlank();
      assertThat(guide.aim(station)).isNotBlank();
      assertThat(guide.question(station)).endsWith("?");
      for (Station.Category category : Station.Category.values()) {
        List<String> suggestions = guide.suggestions(station, category);
        assertThat(suggestions).as("%d %s", station, category).isNotEmpty();
        for (String suggestion : suggestions) {
          assertThat(StationGuide.suggests(station, category, suggestion)).isTrue();
          assertThat(suggestion.length()).isLessThanOrEqualTo(40);
        }
      }
    }
    assertThat(StationGuide.suggests(1, Station.Category.RISKS, "above-a-fifth")).isFalse();
  }
}
