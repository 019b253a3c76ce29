package org.retzef.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.training.mail.MailLanguage;

class MailTextsTest {

  @ParameterizedTest
  @ValueSource(strings = {"messages.followup", "messages.feedback", "messages.invitation"})
  void saysTheSameThingsInEachLanguage(String bundle) {
    for (MailLanguage language : MailLanguage.values()) {
      assertThat(keys(bundle, language)).isEqualTo(keys(bundle, MailLanguage.HE));
    }
  }

  private static java.util.Set<String> keys(String bundle, MailLanguage language) {
    return ResourceBundle.getBundle(bundle, language.locale()).keySet();
  }
}
