package org.retzef.basket;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.MessageBundles;

class MessagesTest {

  @Test
  void saysEverythingInThreeLanguages() {
    MessageBundles.assertComplete("messages/service");
  }
}
