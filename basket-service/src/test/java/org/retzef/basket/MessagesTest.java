package org.retzef.basket;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.MessageBundles;

class MessagesTest {

  @Test
  void saysEverythingInThreeLanguages() {
    MessageBundles.assertComplete("messages/service");
  }

  /** What a family reads on its phone, and the paper that it carries. */
  @Test
  void speaksToFamiliesInTheirOwnLetters() {
    List<String> all = List.of("he", "ar", "en", "ru", "am");
    MessageBundles.assertWrittenIn("messages/receipt", all);
    MessageBundles.assertWrittenIn("messages/answer", all);
    MessageBundles.assertWrittenIn("messages/voucher", List.of("he", "ar", "en"));
  }
}
