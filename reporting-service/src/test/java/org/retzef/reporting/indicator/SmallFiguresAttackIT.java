package org.retzef.reporting.indicator;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;

/** Units and their parts, subtracted from each other. */
@RetzefIT
@WholeCountry
class SmallFiguresAttackIT {

  private static final String YEAR = "1971";

  @RegisterExtension final OwnDistrict south = new OwnDistrict();
  @RegisterExtension final OwnDistrict north = new OwnDistrict();

  private final SubtractionAttack attack =
      new SubtractionAttack(south, north, "to=" + YEAR + "-03-10");

  @Test
  void tellsNoSmallFigureToWhoSubtractsAllAnswers() {
    Random random = new Random(11);
    attack.inEachDepartment(
        SubtractionAttack.TRACKS,
        (district, department, track) -> {
          int many = FewFamilies.few(random);
          FewFamilies.enrol(district, department, track, many, YEAR + "-01-05");
          attack.count(district + department, track, many, many);
        });
    attack.with(SubtractionAttack.FAMILIES);
  }

  @Test
  void tellsNoMoneyOfFewFamiliesToWhoSubtractsAllAnswers() {
    Random random = new Random(5);
    attack.inEachDepartment(
        SubtractionAttack.TRACKS,
        (district, department, track) ->
            attack.payFor(
                district,
                department,
                track,
                FewFamilies.ids(FewFamilies.few(random)),
                YEAR + "-02-01"));
    attack.with(SubtractionAttack.MONEY);
  }
}
