package org.retzef.training;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new TrainingAccess().accessRules(), "training-service").assertIsInTheDocs();
  }
}
