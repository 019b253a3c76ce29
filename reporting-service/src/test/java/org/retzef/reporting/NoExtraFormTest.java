package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/**
 * Data come from daily work, not from new forms (P8). That events fill every measure of the
 * catalogue, ReadingIT holds; here is counted what reporting asks anybody to fill in.
 */
class NoExtraFormTest {

  /** What changes here is what was agreed with partners, and that something is to be made. */
  private static final List<String> NO_FORM_OF_DATA =
      List.of("/api/v1/sharing-agreements", "/api/v1/shared-sets");

  @Test
  void noReportAsksForAForm() {
    List<String> forms =
        new ReportingAccess()
            .accessRules().rules().stream()
                .filter(rule -> !rule.method().equals(HttpMethod.GET))
                .map(rule -> rule.method() + " " + rule.path())
                .filter(
                    one ->
                        NO_FORM_OF_DATA.stream()
                            .noneMatch(begin -> one.split(" ")[1].startsWith(begin)))
                .toList();
    assertThat(forms).as("extra forms").isEmpty();
  }
}
