package org.retzef.basket.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.RETURN;
import static org.retzef.basket.AskedBasket.today;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Days on which a unit approves nothing; it refuses and returns all the same. */
@RetzefIT
class ApprovalFreezesIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void approvesNothingWhileTheUnitIsFrozenButRefusesAndReturns() {
    String department = "IL.SOUTH.A2630.D7";
    AskedBasket frozen = AskedBasket.openedIn(department, http, database);
    String inDepartment = frozen.asks("FOOD", "5.00");
    String freeze =
        Answers.id(
            basket
                .manager()
                .post(
                    "/approval-freezes",
                    """
                    {"unit": "%s", "firstDay": "%s", "lastDay": "%s", "reason": "YEAR_END"}
                    """
                        .formatted(department, today(), today().plusDays(3))));
    frozen
        .head()
        .decides(inDepartment, APPROVE)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("approvals-frozen")
        .jsonPath("$.detail")
        .value(detail -> assertThat((String) detail).contains(today().plusDays(3).toString()));
    basket.lead().decides(basket.asks("FOOD", "5.00"), APPROVE).expectStatus().isCreated();
    frozen.head().decides(inDepartment, RETURN).expectStatus().isCreated();
    assertThat(
            Answers.faults(
                basket
                    .manager()
                    .post(
                        "/approval-freezes",
                        """
                        {"unit": "IL", "firstDay": "%s", "lastDay": "%s", "reason": "OTHER"}
                        """
                            .formatted(today().minusDays(1), today().minusDays(9)))))
        .containsExactlyInAnyOrder("firstDay date-in-past", "lastDay period-ends-before-it-begins");
    assertThat(frozen.worker().read("/approval-freezes").toString()).contains(freeze);
    assertThat(basket.worker().read("/approval-freezes").toString()).doesNotContain(freeze);
    frozen.head().post("/approval-freezes", "{}").expectStatus().isForbidden();
  }

  @Test
  void approvesAgainOnceAFreezeIsEndedSooner() {
    AskedBasket frozen = AskedBasket.openedIn("IL.SOUTH.A2630.D14", http, database);
    String request = frozen.asks("FOOD", "5.00");
    String path =
        "/approval-freezes/"
            + Answers.id(
                frozen
                    .manager()
                    .post(
                        "/approval-freezes",
                        """
                        {"unit": "%s", "firstDay": "%s", "lastDay": "%s", "reason": "YEAR_END"}
                        """
                            .formatted(frozen.department(), today(), today().plusDays(3))));
    Answers.refused(frozen.head().decides(request, APPROVE), 409, "approvals-frozen");
    Desk elsewhere = Desk.of(http, "national-9", "IL.JERUSALEM", "national-manager");
    Answers.refused(elsewhere.patch(path, lastDay(today()), "\"1\""), 404, "freeze-not-found");
    assertThat(Answers.faults(frozen.manager().patch(path, lastDay(today().minusDays(1)), "\"1\"")))
        .containsExactly("lastDay period-ends-before-it-begins");
    wasToBeginYesterday(path);
    frozen.manager().patch(path, lastDay(today().minusDays(1)), "\"1\"").expectStatus().isOk();
    frozen.head().decides(request, APPROVE).expectStatus().isCreated();
    frozen
        .manager()
        .patch(path, lastDay(today()), "\"1\"")
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED);
  }

  private static String lastDay(LocalDate day) {
    return "{\"lastDay\": \"%s\"}".formatted(day);
  }

  private void wasToBeginYesterday(String path) {
    database
        .sql("update approval_freeze set first_day = first_day - 1 where id = :id")
        .bind("id", UUID.fromString(path.substring(path.lastIndexOf('/') + 1)))
        .then()
        .block();
  }
}
