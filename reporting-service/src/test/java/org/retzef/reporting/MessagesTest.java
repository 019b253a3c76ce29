package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.MessageBundles;

class MessagesTest {

  @Test
  void saysEverythingInThreeLanguages() {
    MessageBundles.assertComplete("messages/service");
  }

  @Test
  void hasTheDashboardInThreeLanguages() throws IOException {
    Set<String> hebrew = keys("he");
    assertThat(keys("ar")).isEqualTo(hebrew);
    assertThat(keys("en")).isEqualTo(hebrew);
  }

  private static Set<String> keys(String language) throws IOException {
    Properties texts = new Properties();
    try (var file =
        MessagesTest.class.getResourceAsStream("/messages/dashboard_" + language + ".properties")) {
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    return texts.stringPropertyNames();
  }
}
