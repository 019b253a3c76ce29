package org.retzef.rights;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new RightsAccess().accessRules(), "rights-service").assertIsInTheDocs();
  }

  /** What somebody finds out on a page without a name, a worker finds out with them. */
  @Test
  void aFamilyNeedsNoComputer() {
    AccessTable table = AccessTable.of(new RightsAccess().accessRules(), "rights-service");
    table.assertCaseWorkersDoForFamilies(
        Map.of("POST /api/v1/screenings/anonymous", "POST /api/v1/screenings"));
    table.assertCaseWorkersMay(List.of("POST /api/v1/take-up-cases", "POST /api/v1/enquiries"));
  }
}
