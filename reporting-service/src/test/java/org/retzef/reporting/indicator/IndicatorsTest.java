package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IndicatorsTest {

  private final List<Indicator> catalogue = new Indicators(new JsonMapper()).all();

  IndicatorsTest() throws IOException {}

  @Test
  void keepsTheNewslettersCodes() {
    assertThat(catalogue)
        .extracting(Indicator::code)
        .containsExactly(
            "active_families_noshmim",
            "active_families_noshmim_share_of_plan",
            "active_families_mapa",
            "active_families_mapa_share_of_plan",
            "graduated_families_noshmim",
            "otzma_centres",
            "localities",
            "receipt_sms_sent",
            "receipts_confirmed");
  }

  @Test
  void saysWhatEachMeansInThreeLanguages() {
    assertThat(catalogue)
        .allSatisfy(
            indicator -> {
              assertThat(indicator.nameHe()).matches(".*[א-ת].*");
              assertThat(indicator.definitionHe()).matches(".*[א-ת].*");
              assertThat(indicator.nameAr()).matches(".*[ء-ي].*");
              assertThat(indicator.definitionAr()).matches(".*[ء-ي].*");
              assertThat(indicator.nameEn()).matches("[\\p{ASCII}]+");
              assertThat(indicator.definitionEn()).matches("[\\p{ASCII}]+");
              assertThat(indicator.sourceElement()).isNotBlank();
              assertThat(indicator.version()).isPositive();
            });
  }

  @Test
  void sharesOnlyWhatIsCounted() {
    List<String> codes = catalogue.stream().map(Indicator::code).toList();
    assertThat(catalogue)
        .filteredOn(indicator -> indicator.unit().equals("percent"))
        .hasSize(2)
        .allSatisfy(
            share -> {
              assertThat(codes).contains(share.numerator());
              assertThat(share.denominator()).isNotBlank();
            });
  }
}
