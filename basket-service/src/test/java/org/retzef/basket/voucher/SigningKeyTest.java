package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.basket.money.Money;

class SigningKeyTest {

  private static final UUID ID = new UUID(1, 2);

  @TempDir private Path folder;
  private SigningKey key;

  @BeforeEach
  void makeAKey() throws Exception {
    key = new SigningConfiguration().signingKey(folder);
  }

  @Test
  void verifiesWhatItSigned() {
    Voucher.Signature signature = key.sign(content("1900.00"), Instant.EPOCH);
    assertThat(key.verifies(content("1900.00"), signature)).isTrue();
  }

  @Test
  void noticesEverySingleByteThatIsChanged() {
    String content = content("1900.00");
    Voucher.Signature signature = key.sign(content, Instant.EPOCH);
    for (int i = 0; i < content.length(); i++) {
      char other = content.charAt(i) == 'x' ? 'y' : 'x';
      String changed = content.substring(0, i) + other + content.substring(i + 1);
      assertThat(key.verifies(changed, signature)).as(changed).isFalse();
    }
  }

  @Test
  void refusesAHashThatWasMadeToFitOtherContent() {
    Voucher.Signature signature = key.sign(content("1900.00"), Instant.EPOCH);
    Voucher.Signature other = key.sign(content("9900.00"), Instant.EPOCH);
    var forged =
        new Voucher.Signature(
            signature.value(), other.contentHash(), signature.keyId(), Instant.EPOCH);
    assertThat(key.verifies(content("9900.00"), forged)).isFalse();
    var garbled = new Voucher.Signature("?", other.contentHash(), other.keyId(), Instant.EPOCH);
    assertThat(key.verifies(content("9900.00"), garbled)).isFalse();
  }

  @Test
  void isTheSameAfterARestartAndReadableByItsOwnerAlone() throws Exception {
    Voucher.Signature signature = key.sign(content("1.00"), Instant.EPOCH);
    assertThat(new SigningConfiguration().signingKey(folder).verifies(content("1.00"), signature))
        .isTrue();
    Path file = folder.resolve("basket-service.ed25519");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void doesNotVerifyWithTheKeyOfAnother(@TempDir Path elsewhere) throws Exception {
    Voucher.Signature signature = key.sign(content("1.00"), Instant.EPOCH);
    assertThat(
            new SigningConfiguration().signingKey(elsewhere).verifies(content("1.00"), signature))
        .isFalse();
  }

  @Test
  void signsTheCanonicalTextOfRfc8785() {
    assertThat(content("1900.00"))
        .isEqualTo(
            "{\"amount\":\"1900.00\",\"issuedOn\":\"2026-01-15\",\"items\":[{\"amount\":\"1900.00\","
                + "\"category\":\"HOUSEHOLD_EQUIPMENT\",\"description\":\"מקרר \\\"גדול\\\"\"}],"
                + "\"requestId\":\"00000000-0000-0001-0000-000000000002\",\"vendor\":\"VENDOR-DEMO\","
                + "\"voucherId\":\"00000000-0000-0001-0000-000000000002\"}");
  }

  private static String content(String amount) {
    Money money = Money.parse(amount);
    return VoucherContent.of(
            ID,
            ID,
            "VENDOR-DEMO",
            LocalDate.of(2026, 1, 15),
            null,
            money,
            List.of(new Voucher.Item("HOUSEHOLD_EQUIPMENT", "מקרר \"גדול\"", money)))
        .canonical();
  }
}
