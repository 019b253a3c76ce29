package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages that people open on a phone, through the gateway, as they find them. */
final class PhonePages {

  private PhonePages() {}

  /** The family's answer; the page needs no script. */
  static void answerYes(String link) {
    Browsing.on(
        link,
        false,
        page -> {
          assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
          assertThat(page.locator("html").getAttribute("lang")).isEqualTo("ar");
          page.locator("button[value=YES]").click();
          assertThat(page.locator("button[value=YES]").count()).isZero();
        });
  }

  /** A worker signs in at the identity provider, signs the voucher in Arabic, and signs out. */
  static void sign(Platform platform, String voucherId) {
    Browsing.on(
        platform.gateway() + "/sign?lang=ar#" + voucherId,
        true,
        page -> {
          page.locator("input[name=username]").fill("worker");
          page.locator("input[name=password]").fill("retzef");
          page.locator("form button").click();
          page.waitForSelector("#voucher:visible");
          assertThat(page.locator("html").getAttribute("lang")).isEqualTo("ar");
          assertThat(page.locator("#voucher dl").innerText()).contains("1,900.00");
          assertThat(page.locator("#you").innerText()).isEqualTo("worker");
          page.locator("#sign").click();
          page.waitForSelector("#done:visible");
          assertThat(page.url()).doesNotContain("code=").startsWith(platform.gateway());
          page.locator("#end button").click();
          page.waitForSelector("input[name=username]");
        });
  }
}
