package org.retzef.family;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new FamilyAccess().accessRules(), "family-service").assertIsInTheDocs();
  }

  /** A family has no page here: all that it says, somebody at a desk or at its door writes down. */
  @Test
  void aFamilyNeedsNoComputer() {
    AccessTable table = AccessTable.of(new FamilyAccess().accessRules(), "family-service");
    table.assertCaseWorkersDoForFamilies(Map.of());
    table.assertCaseWorkersMay(
        List.of(
            "POST /api/v1/families",
            "POST /api/v1/families/{id}/consents",
            "POST /api/v1/families/{id}/consents/{consentId}/withdrawal",
            "POST /api/v1/families/{id}/contacts",
            "POST /api/v1/families/{id}/plans",
            "POST /api/v1/questionnaires/{id}/responses"));
  }
}
