package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The page behind a voucher's QR code, in a real browser. */
@RetzefIT
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoucherPagesIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private VoucherSecrets secrets;
  @Autowired private Deliveries deliveries;
  @Autowired private Commands commands;
  @LocalServerPort private int port;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private Phone phone;
  private String basket;

  @BeforeAll
  void openABrowser() {
    phone = new Phone("http://localhost:" + port);
    basket = worker().opensABasket("MIFGASH");
  }

  @AfterAll
  void closeTheBrowser() {
    phone.close();
  }

  @Test
  void isGoodToReadWhateverTheVoucherIsWorth() {
    String unsigned = issued();
    looksAt(unsigned, "NOT_SIGNED");
    String voucher = signed();
    looksAt(voucher, "GOOD");
    deliver(voucher, "10.00");
    looksAt(voucher, "GOOD_FOR_THE_REST");
    deliver(voucher, "90.00");
    looksAt(voucher, "USED");
    String changed = signed();
    execute("update voucher set content = content || ' ' where id = '%s'", changed);
    looksAt(changed, "NOT_VALID");
    String expired = issued();
    execute("update voucher set valid_until = current_date - 2 where id = '%s'", expired);
    looksAt(expired, "EXPIRED");
    looksAt(cancelled(), "WITHDRAWN");
    looks("/v/0123456789abcdefghijklmno", "NOT_FOUND", 404);
  }

  @Test
  void leadsStaffToSignWhatIsNotSigned() {
    String voucher = issued();
    phone.open(pageOf(voucher) + "?lang=en");
    assertThat(phone.page().locator("main a").getAttribute("href"))
        .isEqualTo("/sign?lang=en#" + voucher);
    phone.open(pageOf(signed()));
    assertThat(phone.page().locator("main a").count()).isZero();
  }

  private void looksAt(String voucher, String standing) {
    looks(pageOf(voucher), standing, 200);
  }

  private void looks(String path, String standing, int status) {
    for (String language : VoucherTexts.LANGUAGES) {
      assertThat(phone.open(path + "?lang=" + language)).isEqualTo(status);
      assertThat(phone.page().locator("h1").innerText())
          .isEqualTo(VoucherTexts.in(language).get("heading." + standing));
      phone.requireGoodPage(language, "voucher-" + standing);
    }
  }

  private String pageOf(String voucher) {
    return "/v/" + secrets.tokenOf(UUID.fromString(voucher));
  }

  private String issued() {
    return IssuedOnRequest.of(http, basket);
  }

  private String signed() {
    String voucher = issued();
    String path = "/vouchers/" + voucher;
    worker().post(path + "/signature", null, worker().eTag(path)).expectStatus().isCreated();
    return voucher;
  }

  /** Two people agreed that nothing of it came. */
  private String cancelled() {
    String voucher = signed();
    deliver(voucher, "100.00");
    commands
        .run(() -> deliveries.settle(UUID.fromString(voucher), Settlement.nothing(), "lead-1"))
        .block();
    return voucher;
  }

  private void deliver(String voucher, String amount) {
    String path = "/vouchers/" + voucher;
    worker()
        .post(
            path + "/delivery",
            "{\"deliveredOn\": \"%s\", \"amount\": \"%s\"}".formatted(today, amount),
            worker().eTag(path))
        .expectStatus()
        .isCreated();
  }

  private void execute(String sql, String voucher) {
    database.sql(sql.formatted(voucher)).then().block();
  }

  private Desk worker() {
    return Desk.worker(http);
  }
}
