package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.MessageBundles;

class MessagesTest {

  @Test
  void saysEverythingInThreeLanguages() {
    MessageBundles.assertComplete("messages/service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dashboard", "screen"})
  void hasItsPagesInThreeLanguages(String page) throws IOException {
    Set<String> hebrew = keys(page, "he");
    assertThat(keys(page, "ar")).isEqualTo(hebrew);
    assertThat(keys(page, "en")).isEqualTo(hebrew);
  }

  private static Set<String> keys(String page, String language) throws IOException {
    Properties texts = new Properties();
    try (var file =
        MessagesTest.class.getResourceAsStream(
            "/messages/%s_%s.properties".formatted(page, language))) {
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    return texts.stringPropertyNames();
  }
}
