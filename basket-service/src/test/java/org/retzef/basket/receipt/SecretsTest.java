package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.paging.Ids;

class SecretsTest {

  @TempDir private Path folder;

  @Test
  void drawsTheSameTokenForAReceiptAfterARestart() throws IOException {
    UUID receipt = Ids.next();
    ReceiptToken token = new Secrets(folder).tokenOf(receipt);
    assertThat(new Secrets(folder).tokenOf(receipt)).isEqualTo(token);
    assertThat(token.text()).matches("[0-9a-z]{25}");
  }

  @Test
  void drawsAnotherTokenForEachReceiptAndWithAnotherKey(@TempDir Path elsewhere)
      throws IOException {
    var secrets = new Secrets(folder);
    Set<ReceiptToken> tokens = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      tokens.add(secrets.tokenOf(Ids.next()));
    }
    assertThat(tokens).hasSize(1_000);
    UUID receipt = Ids.next();
    assertThat(new Secrets(elsewhere).tokenOf(receipt)).isNotEqualTo(secrets.tokenOf(receipt));
  }

  @Test
  void keepsTheKeyFromOtherUsersOfTheMachine() throws IOException {
    new Secrets(folder);
    Path key = folder.resolve("basket-service.receipts.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"972501234567", "00972501234567", "0501234567", "050-123-4567"})
  void knowsAPhoneHoweverItIsWritten(String written) throws IOException {
    var secrets = new Secrets(folder);
    assertThat(secrets.markOf(written)).isEqualTo(secrets.markOf("+972501234567"));
    assertThat(secrets.markOf(written)).isNotEqualTo(secrets.markOf("+972501234568"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "../../etc/passwd",
        "AAAAAAAAAAAAAAAAAAAAAAA",
        "אאאאאאאאאאאאאאאאאאאאאא"
      })
  void refusesWhatIsNoTokenAsIfThereWereNone(String written) {
    assertThatExceptionOfType(ReceiptNotFound.class).isThrownBy(() -> new ReceiptToken(written));
  }

  @Test
  void keepsTheLengthOfATokenThatBeginsWithZeros() {
    assertThat(ReceiptToken.of(new byte[32]).text()).isEqualTo("0".repeat(25));
    byte[] most = new byte[32];
    Arrays.fill(most, (byte) 0xff);
    assertThat(ReceiptToken.of(most).text()).hasSize(25);
  }

  @Test
  void showsTheTokenNeitherInLogsNorInItsHash() throws IOException {
    ReceiptToken token = new Secrets(folder).tokenOf(Ids.next());
    assertThat(token.toString()).doesNotContain(token.text());
    assertThat(token.hash()).hasSize(64).doesNotContain(token.text());
  }
}
