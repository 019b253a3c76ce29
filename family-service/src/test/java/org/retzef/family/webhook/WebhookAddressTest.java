package org.retzef.family.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "64:ff9b::a00:1",
        "2001::1",
        "2002:a00:1::1",
        "ff02::1"
      })
  void knowsAddressesThatAreNotPublic(String address) {
    assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "2606:4700::1111",
        "2a00:1::1"
      })
  void knowsPublicAddresses(String address) {
    assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/hook",
        "https://127.0.0.1:8443/hook",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::ffff:169.254.169.254]/latest/meta-data",
        "https://169.254.169.254/latest/meta-data",
        "https://0/"
      })
  void callsNothingOnThisMachineNorInTheNetworkAroundIt(String url) {
    assertThatThrownBy(() -> WebhookAddress.parse(url, false).resolve(false))
        .hasMessage("webhook-address-private");
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org/, webhook-not-https",
    "ftp://example.org/, webhook-not-https",
    "file:///etc/passwd, webhook-not-https",
    "//example.org/, webhook-not-https",
    "https://user:secret@example.org/, webhook-url-invalid",
    "https://example.org/#there, webhook-url-invalid",
    "https:///hook, webhook-url-invalid",
    "https://exa mple.org/, webhook-url-invalid"
  })
  void refusesWhatIsNoAddressOfAWebhook(String url, String fault) {
    assertThatThrownBy(() -> WebhookAddress.parse(url, false)).hasMessage(fault);
  }

  @Test
  void callsThisMachineOnlyWhereThatIsAllowedInSoManyWords() {
    assertThat(WebhookAddress.parse("http://127.0.0.1:9/a?b=c", true).resolve(true).getPort())
        .isEqualTo(9);
    assertThat(WebhookAddress.parse("http://127.0.0.1:9/a?b=c", true).pathAndQuery())
        .isEqualTo("/a?b=c");
  }

  /** The example of the Standard Webhooks libraries. */
  @Test
  void signsAsTheSpecificationSays() {
    assertThat(
            new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(WebhookSecret.draw().text()).startsWith("whsec_").hasSize(6 + 44);
  }
}
