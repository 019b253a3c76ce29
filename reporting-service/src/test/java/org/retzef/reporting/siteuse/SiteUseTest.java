package org.retzef.reporting.siteuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.retzef.reporting.siteuse.SiteUse.Band;
import org.retzef.reporting.siteuse.SiteUse.Correlation;

class SiteUseTest {

  private static final LocalDate DAY = LocalDate.of(2020, 9, 30);

  /** Be it its size, those who were trained, or who visited: what is together would tell it. */
  @Test
  void takesNoDepartmentOfWhichAnythingIsHiddenTogetherWithOthers() {
    List<Department> departments =
        List.of(
            department(40L, 10L, 60L),
            department(null, 10L, 60L),
            department(40L, null, 60L),
            department(40L, 10L, null));
    SiteUse use = SiteUse.of("IL", DAY.withDayOfMonth(1), DAY, departments);
    assertThat(use.departments()).isEqualTo(departments);
    for (List<Band> bands : List.of(use.bySize(), use.byTraining())) {
      assertThat(bands)
          .filteredOn(band -> band.departments() > 0)
          .singleElement()
          .satisfies(
              band -> {
                assertThat(band.departments()).isEqualTo(1);
                assertThat(band.families()).isEqualTo(40);
                assertThat(band.entries()).isEqualTo(60);
              });
    }
    assertThat(use.correlations()).hasSize(3).extracting(Correlation::departments).containsOnly(1);
  }

  private static Department department(
      @Nullable Long families, @Nullable Long trained, @Nullable Long entries) {
    return Department.of("IL.SOUTH.A1.D1", null, families, trained, 4, entries);
  }
}
