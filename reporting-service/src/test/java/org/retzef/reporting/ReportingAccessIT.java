package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class ReportingAccessIT {

  @Autowired private WebTestClient http;

  @ParameterizedTest
  @CsvSource({
    "family-social-worker, 200, 403",
    "family-companion, 200, 403",
    "otzma-worker, 200, 403",
    "team-lead, 200, 403",
    "department-head, 200, 403",
    "district-coordinator, 200, 403",
    "supervisor, 200, 403",
    "national-manager, 200, 200",
    "basket-manager, 200, 200",
    "training-manager, 200, 403",
    "data-analyst, 200, 200",
    "rights-editor, 403, 403",
    "auditor, 403, 403",
    "partner, 403, 403",
    "vendor, 403, 403",
    "stranger, 403, 403"
  })
  void letsEachRoleSeeWhatTheContractSays(String role, int headline, int proofAndContradictions) {
    String token = TestTokens.token("someone", "IL.SOUTH.A2630.D1", role);
    get(token, "/api/v1/reports/headline").expectStatus().isEqualTo(headline);
    get(token, "/api/v1/proof").expectStatus().isEqualTo(proofAndContradictions);
    get(token, "/api/v1/contradictions").expectStatus().isEqualTo(proofAndContradictions);
    get(token, "/api/v1/indicators").expectStatus().isEqualTo(headline);
  }

  @Test
  void refusesWhoBringsNoTokenAndEverythingThatIsNotInTheTable() {
    http.get().uri("/api/v1/reports/headline").exchange().expectStatus().isUnauthorized();
    get(analyst(), "/api/v1/reports/nonsense").expectStatus().isForbidden();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2020-02-30", "18.9.2020", "2020-9-18", "yesterday", "2020-09-18T00:00:00Z"})
  void refusesADayThatIsNone(String asOf) {
    get(analyst(), "/api/v1/reports/headline?asOf=" + asOf)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("asOf");
  }

  @ParameterizedTest
  @CsvSource({"1899-12-31, value-invalid", "-9999-01-01, value-invalid"})
  void refusesADayBeforeAllRecords(String asOf, String code) {
    get(analyst(), "/api/v1/reports/headline?asOf=" + asOf)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo(code);
  }

  @Test
  void answersForTodayInJerusalemAndRefusesTomorrowInTheCallersLanguage() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    String manager = TestTokens.token("m-1", "IL", "national-manager");
    get(manager, "/api/v1/reports/headline")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
        .expectBody()
        .jsonPath("$.asOf")
        .isEqualTo(today.toString());
    http.get()
        .uri("/api/v1/reports/headline?asOf=" + today.plusDays(1))
        .headers(headers -> headers.setBearerAuth(analyst()))
        .header(HttpHeaders.ACCEPT_LANGUAGE, "ar")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("date-in-future")
        .jsonPath("$.errors[0].message")
        .isEqualTo("هذا التاريخ لم يحن بعد.");
  }

  /** Two days of one month would tell what one family changed. */
  @ParameterizedTest
  @CsvSource({
    "2020-09-18, 2020-08-31",
    "2020-08-31, 2020-08-31",
    "2020-08-30, 2020-07-31",
    "2020-03-01, 2020-02-29"
  })
  void answersForTheLastEndOfAMonthWhereSmallFiguresAreHidden(String asked, String asOf) {
    get(analyst(), "/api/v1/reports/headline?asOf=" + asked)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.asOf")
        .isEqualTo(asOf);
  }

  /** A program that takes JSON everywhere learns that a file is none. */
  @Test
  void saysWhatAFileCanBeWhereSomethingElseIsAskedFor() {
    http.mutate()
        .filters(List::clear) // the document tells of it among all other refusals, not by number
        .build()
        .get()
        .uri("/api/v1/exports/receipt_sms_sent")
        .headers(headers -> headers.setBearerAuth(analyst()))
        .header(HttpHeaders.ACCEPT, "application/json")
        .exchange()
        .expectStatus()
        .isEqualTo(415)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("media-type-unsupported")
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("text/csv", "sdmx.data+json"));
  }

  private static String analyst() {
    return TestTokens.token("analyst-1", "IL", "data-analyst");
  }

  private WebTestClient.ResponseSpec get(String token, String uri) {
    return http.get().uri(uri).headers(headers -> headers.setBearerAuth(token)).exchange();
  }
}
