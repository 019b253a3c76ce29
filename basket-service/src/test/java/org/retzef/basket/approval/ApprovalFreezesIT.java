package org.retzef.basket.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.RETURN;
import static org.retzef.basket.AskedBasket.TODAY;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
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
        Desk.id(
            basket
                .manager()
                .post(
                    "/approval-freezes",
                    """
                    {"unit": "%s", "firstDay": "%s", "lastDay": "%s", "reason": "YEAR_END"}
                    """
                        .formatted(department, TODAY, TODAY.plusDays(3))));
    frozen
        .head()
        .decides(inDepartment, APPROVE)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("approvals-frozen")
        .jsonPath("$.detail")
        .value(detail -> assertThat((String) detail).contains(TODAY.plusDays(3).toString()));
    basket.lead().decides(basket.asks("FOOD", "5.00"), APPROVE).expectStatus().isCreated();
    frozen.head().decides(inDepartment, RETURN).expectStatus().isCreated();
    assertThat(
            Desk.faults(
                basket
                    .manager()
                    .post(
                        "/approval-freezes",
                        """
                        {"unit": "IL", "firstDay": "%s", "lastDay": "%s", "reason": "OTHER"}
                        """
                            .formatted(TODAY.minusDays(1), TODAY.minusDays(9)))))
        .containsExactlyInAnyOrder("firstDay date-in-past", "lastDay period-ends-before-it-begins");
    assertThat(frozen.worker().read("/approval-freezes").toString()).contains(freeze);
    assertThat(basket.worker().read("/approval-freezes").toString()).doesNotContain(freeze);
    frozen.head().post("/approval-freezes", "{}").expectStatus().isForbidden();
  }
}
