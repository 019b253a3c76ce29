package org.retzef.reporting.indicator;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;

/** Codes of the same thing, and shares of it, subtracted from each other. */
@RetzefIT
@WholeCountry
class SmallSharesAttackIT {

  private static final String YEAR = "1971";
  private static final SubtractionAttack.Table RECEIPTS =
      new SubtractionAttack.Table(
          "receipts_answered", "answer", Map.of("receipts_confirmed", "YES"));
  private static final SubtractionAttack.Table CONTACT =
      new SubtractionAttack.Table(
          "contact_intensity",
          "intensity",
          Map.of("contact_unchanged_or_more_intensive_share_intensive", "MORE"));

  @RegisterExtension final OwnDistrict south = new OwnDistrict();
  @RegisterExtension final OwnDistrict north = new OwnDistrict();

  private final SubtractionAttack attack =
      new SubtractionAttack(south, north, "to=" + YEAR + "-03-10");

  @Test
  void tellsNoSmallFigureUnderAnotherCode() {
    Random random = new Random(3);
    attack.inEachDepartment(
        List.of("YES", "NO"),
        (district, department, answer) ->
            answer(
                district,
                department,
                answer,
                answer.equals("YES") ? FewFamilies.many(random) : FewFamilies.few(random)));
    attack.with(RECEIPTS);
  }

  @Test
  void tellsNoSmallFigureByAShareOfTheSame() {
    Random random = new Random(8);
    attack.inEachDepartment(
        List.of("MORE", "SAME", "LESS"),
        (district, department, intensity) ->
            assess(
                district,
                department,
                intensity,
                intensity.equals("SAME") ? FewFamilies.few(random) : FewFamilies.many(random)));
    attack.with(CONTACT);
  }

  private void answer(OwnDistrict district, String department, String answer, int many) {
    for (int i = 0; i < many; i++) {
      UUID receipt = UUID.randomUUID();
      district.tell(
          "receipt.answered",
          receipt,
          """
          {"receiptId": "%s", "unit": "%s", "answer": "%s", "answeredOn": "%s-02-01",
           "by": "PAGE"}
          """
              .formatted(receipt, district + department, answer, YEAR));
    }
    attack.count(district + department, answer, many, many);
  }

  private void assess(OwnDistrict district, String department, String intensity, int many) {
    for (int i = 0; i < many; i++) {
      UUID family = UUID.randomUUID();
      district.tell(
          "assessment.recorded",
          family,
          """
          {"familyId": "%s", "assessmentId": "%s", "unit": "%s", "assessedOn": "%s-02-01",
           "overlayId": "%s", "answers": {"contactIntensity": "%s"}}
          """
              .formatted(
                  family,
                  UUID.randomUUID(),
                  district + department,
                  YEAR,
                  UUID.randomUUID(),
                  intensity));
    }
    attack.count(district + department, intensity, many, many);
  }
}
