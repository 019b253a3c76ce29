package org.retzef.basket;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new BasketAccess().accessRules(), "basket-service").assertIsInTheDocs();
  }
}
