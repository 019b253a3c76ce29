package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Date;
import org.retzef.platform.testing.Phone;

/** The pages that people open on a phone, through the gateway, as they find them. */
final class PhonePages {

  private PhonePages() {}

  /** The family's answer; the page needs no script. */
  static void answerYes(String link) {
    try (var phone = new Phone(link)) {
      Page page = phone.openWithoutScript("");
      assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("ar");
      page.locator("button[value=YES]").click();
      assertThat(page.locator("button[value=YES]").count()).isZero();
    }
  }

  /** A worker signs in at the identity provider, signs the voucher in Arabic, and signs out. */
  static void sign(Platform platform, String voucherId) {
    try (var phone = new Phone(platform.gateway())) {
      Page page = phone.page();
      page.clock().setFixedTime(Date.from(Platform.morningOf(Platform.today())));
      phone.open("/sign?lang=ar#" + voucherId);
      signIn(page, "worker");
      page.waitForSelector("#voucher:visible");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("ar");
      assertThat(page.locator("#voucher dl").innerText()).contains("1,900.00");
      assertThat(page.locator("#you").innerText()).isEqualTo("worker");
      page.locator("#sign").click();
      page.waitForSelector("#done:visible");
      assertThat(page.url()).doesNotContain("code=").startsWith(platform.gateway());
      page.locator("#end button").click();
      page.waitForSelector("input[name=username]");
    }
  }

  /** On the identity provider's page, with the demo's password. */
  static void signIn(Page page, String login) {
    signIn(page, login, "retzef");
  }

  static void signIn(Page page, String login, String password) {
    page.locator("input[name=username]").fill(login);
    page.locator("input[name=password]").fill(password);
    page.locator("form button").click();
  }
}
