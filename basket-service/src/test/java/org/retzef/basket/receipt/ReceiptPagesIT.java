package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The family's page in a real browser, in each language and each state that it can be in. */
@RetzefIT
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiptPagesIT {

  private static final String UNKNOWN = "/r/0123456789abcdefghijklmno";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Secrets secrets;
  @LocalServerPort private int port;

  /** By the path of its page. */
  private final Map<String, UUID> receipts = new HashMap<>();

  private Phone phone;

  @BeforeAll
  void openABrowser() {
    phone = new Phone("http://localhost:" + port);
  }

  @AfterAll
  void closeTheBrowser() {
    phone.close();
  }

  @ParameterizedTest
  @EnumSource
  void isGoodToReadInEachOfItsStates(Language language) {
    String code = language.code();
    String lang = "?lang=" + code;
    String asked = asked();
    phone.open(asked + lang);
    phone.requireGoodPage(code, "receipt-asks");
    submit("MAYBE");
    phone.requireGoodPage(code, "receipt-unclear");
    submit("PARTIAL");
    phone.requireGoodPage(code, "receipt-partial");
    submit("YES");
    phone.requireGoodPage(code, "receipt-already");
    assertThat(phone.open(UNKNOWN + lang)).isEqualTo(404);
    phone.requireGoodPage(code, "receipt-unknown");
  }

  @Test
  void isGoodToReadWhenItsTimeIsOverOrNobodyWaits() {
    String expired = asked();
    execute("update receipt set expires_at = now() where id = '%s'", expired);
    String settled = asked();
    execute(
        """
        update basket_request set status = 'DISPUTED'
         where id = (select request_id from receipt where id = '%s')
        """,
        settled);
    for (Language language : Language.values()) {
      String lang = "?lang=" + language.code();
      assertThat(phone.open(expired + lang)).isEqualTo(410);
      phone.requireGoodPage(language.code(), "receipt-expired");
      phone.open(settled + lang);
      submit("YES");
      phone.requireGoodPage(language.code(), "receipt-closed");
    }
  }

  /** The link is read out to the family, or its message comes after all. */
  @Test
  void isAnsweredThoughItsMessageFailed() {
    String failed = asked();
    execute(
        "update receipt set status = 'FAILED', failure = 'not-delivered' where id = '%s'", failed);
    Desk worker = Desk.worker(http);
    assertThat(worker.read("/receipts/" + receipts.get(failed)).get("status").asString())
        .isEqualTo("FAILED");
    phone.open(failed + "?lang=ar");
    phone.requireGoodPage("ar", "receipt-after-failure");
    phone.page().locator("button[value=YES]").click();
    phone.page().waitForSelector(".given");
    assertThat(worker.read("/receipts/" + receipts.get(failed)).get("status").asString())
        .isEqualTo("YES");
  }

  @Test
  void isAnsweredByKeyboardAlone() {
    phone.open(asked());
    phone.tabTo("button[value=NO]");
    phone.page().keyboard().press("Enter");
    phone.page().waitForSelector(".given");
    assertThat(phone.page().locator(".answer").innerText()).contains("לא, לא הגיע");
    phone.tabTo("footer a[lang=am]");
    phone.page().keyboard().press("Enter");
    phone.page().waitForURL("**/r/*?lang=am");
    assertThat(phone.page().locator("html").getAttribute("lang")).isEqualTo("am");
  }

  @Test
  void isAnsweredWithoutScript() {
    Page page = phone.openWithoutScript(asked() + "?lang=ru");
    page.locator("button[value=YES]").click();
    assertThat(page.locator(".answer").innerText()).contains("Да");
    assertThat(page.locator("button").count()).isZero();
    page.context().close();
  }

  /** As the form does, whatever buttons the page still shows. */
  private void submit(String answer) {
    Page page = phone.page();
    page.evaluate(
        """
        answer => {
          const form = document.createElement('form');
          form.id = 'submitted';
          form.method = 'post';
          const field = form.appendChild(document.createElement('input'));
          field.name = 'answer';
          field.value = answer;
          document.body.append(form);
          form.submit();
        }
        """,
        answer);
    page.waitForFunction(
        "() => !document.getElementById('submitted') && document.readyState === 'complete'");
  }

  /** The path of the page that a new family's message leads to. */
  private String asked() {
    DeliveredVoucher voucher = DeliveredVoucher.of(http, UUID.randomUUID());
    String id = Awaitility.await().until(() -> voucher.receipt("id"), found -> !found.isEmpty());
    String path = "/r/" + secrets.tokenOf(UUID.fromString(id)).text();
    receipts.put(path, UUID.fromString(id));
    return path;
  }

  private void execute(String sql, String path) {
    database.sql(sql.formatted(receipts.get(path))).then().block();
  }
}
