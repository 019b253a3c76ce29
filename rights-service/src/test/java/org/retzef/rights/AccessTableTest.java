package org.retzef.rights;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new RightsAccess().accessRules(), "rights-service").assertIsInTheDocs();
  }
}
