package org.retzef.training;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.MessageBundles;

class MessagesTest {

  @Test
  void saysEverythingInThreeLanguages() {
    MessageBundles.assertComplete("messages/service");
  }

  @Test
  void writesToTraineesInTheirOwnLetters() {
    for (String bundle : List.of("feedback", "followup", "invitation")) {
      MessageBundles.assertWrittenIn("messages/" + bundle, List.of("he", "ar", "en"));
    }
  }
}
