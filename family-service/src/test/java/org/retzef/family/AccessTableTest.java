package org.retzef.family;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new FamilyAccess().accessRules(), "family-service").assertIsInTheDocs();
  }
}
