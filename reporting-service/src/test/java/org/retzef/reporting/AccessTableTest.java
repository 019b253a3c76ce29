package org.retzef.reporting;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new ReportingAccess().accessRules(), "reporting-service").assertIsInTheDocs();
  }
}
