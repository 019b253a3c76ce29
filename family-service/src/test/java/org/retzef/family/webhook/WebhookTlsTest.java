package org.retzef.family.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partners' servers with certificates of an authority that no machine knows by itself. */
class WebhookTlsTest {

  private static final char[] PASSWORD = "password".toCharArray();
  private static final WebhookSecret SECRET =
      new WebhookSecret("whsec_c2VjcmV0LW9mLWEtdGVzdC1vbmx5");

  @TempDir private static Path folder;

  /** An authority, and what it signed: the JDK's own tool makes both. */
  @BeforeAll
  static void makeAnAuthority() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "authority",
        "-keyalg",
        "EC",
        "-dname",
        "CN=authority",
        "-ext",
        "bc:c");
    keytool("-exportcert", "-alias", "authority", "-rfc", "-file", folder + "/authority.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "partner",
        "-keyalg",
        "EC",
        "-dname",
        "CN=partner",
        "-signer",
        "authority",
        "-ext",
        "san=dns:localhost");
  }

  private static void keytool(String... command) throws Exception {
    List<String> whole = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    whole.addAll(List.of(command));
    whole.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    whole.addAll(List.of("-keystore", folder + "/keys.p12", "-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(told).isZero();
  }

  @Test
  void sendsToAServerWhoseAuthorityIsTrustedBySetting() throws Exception {
    try (var server = new PartnersServer(identity())) {
      assertThat(send(server, "localhost", folder.resolve("authority.pem")))
          .isEqualTo(Outcome.DELIVERED);
      PartnersServer.Call call = server.calls().getFirst();
      assertThat(call.signature())
          .isEqualTo(SECRET.sign(call.id(), Long.parseLong(call.timestamp()), call.body()));
    }
  }

  @Test
  void sendsNothingToAServerThatNobodyTrustedVouchesFor() throws Exception {
    try (var server = new PartnersServer(identity())) {
      assertThat(send(server, "localhost", null)).isEqualTo(Outcome.failed("no-answer"));
      assertThat(server.calls()).isEmpty();
    }
  }

  @Test
  void sendsNothingToAServerThatIsVouchedForUnderAnotherName() throws Exception {
    try (var server = new PartnersServer(identity())) {
      assertThat(send(server, "127.0.0.1", folder.resolve("authority.pem")))
          .isEqualTo(Outcome.failed("no-answer"));
      assertThat(server.calls()).isEmpty();
    }
  }

  @Test
  void doesNotStartWithAFileThatHoldsNoCertificate() throws Exception {
    Path file = Files.writeString(folder.resolve("none.pem"), "-----BEGIN NOTHING-----");
    assertThatThrownBy(() -> TrustedAuthorities.with(file))
        .hasMessageContaining("retzef.webhooks.trusted-certificates");
  }

  private static Outcome send(PartnersServer server, String host, @Nullable Path trusted) {
    var call = new WebhookCall(new WebhookSettings(true, Duration.ofSeconds(20), trusted));
    var delivery =
        new DueDelivery(
            UUID.randomUUID(),
            "NGO",
            "https://" + host + ":" + server.port() + "/hook",
            1,
            "referral.closed",
            Instant.EPOCH,
            "{}",
            List.of(SECRET));
    return call.send(delivery).block();
  }

  private static SSLContext identity() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(file, PASSWORD);
    }
    keys.deleteEntry("authority"); // the server must not show the authority as its own identity
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
