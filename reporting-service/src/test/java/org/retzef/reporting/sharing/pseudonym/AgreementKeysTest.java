package org.retzef.reporting.sharing.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementKeysTest {

  private static final String FAMILY = "018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d";

  @TempDir private Path folder;
  private AgreementKeys keys;

  @BeforeEach
  void open() throws Exception {
    keys = new KeyConfiguration().agreementKeys(folder);
  }

  @Test
  void namesAFamilyAlwaysTheSameWayAlsoAfterARestart() throws Exception {
    byte[] sealed = keys.create("welfare");
    String name = keys.pseudonyms("welfare", sealed).of(FAMILY);

    AgreementKeys restarted = new KeyConfiguration().agreementKeys(folder);

    assertThat(restarted.pseudonyms("welfare", sealed).of(FAMILY)).isEqualTo(name).hasSize(22);
  }

  @Test
  void keepsTheKeyToItsOwner() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("reporting-service.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void twoPartnersSetsHaveNoNameInCommon() {
    List<String> families = families();
    Pseudonyms welfare = keys.pseudonyms("welfare", keys.create("welfare"));
    Pseudonyms education = keys.pseudonyms("education", keys.create("education"));

    Set<String> joined = new HashSet<>(families.stream().map(welfare::of).toList());
    joined.retainAll(families.stream().map(education::of).toList());

    assertThat(joined).isEmpty();
  }

  /** Whoever has the list of all family ids, and the database, tries what can be made of them. */
  @Test
  void aListOfFamilyIdsLeadsToNoPseudonym() throws Exception {
    byte[] sealed = keys.create("welfare");
    Pseudonyms pseudonyms = keys.pseudonyms("welfare", sealed);
    List<String> families = families();
    Set<String> shared = new HashSet<>(families.stream().map(pseudonyms::of).toList());
    assertThat(shared).hasSize(families.size());
    for (String family : families) {
      for (byte[] guess : guesses(family, sealed)) {
        assertThat(shared).doesNotContain(text(guess));
      }
    }
  }

  private static List<byte[]> guesses(String family, byte[] sealed) throws Exception {
    byte[] id = family.getBytes(StandardCharsets.US_ASCII);
    UUID uuid = UUID.fromString(family);
    byte[] raw = new byte[16];
    java.nio.ByteBuffer.wrap(raw)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits());
    return List.of(
        raw,
        MessageDigest.getInstance("SHA-256").digest(id),
        MessageDigest.getInstance("MD5").digest(id),
        hmac("welfare".getBytes(StandardCharsets.UTF_8), id),
        hmac(new byte[32], id),
        hmac(sealed, id));
  }

  private static byte[] hmac(byte[] key, byte[] id) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(id);
  }

  private static String text(byte[] guess) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(guess, 16));
  }

  @Test
  void oneAgreementsKeysServeNoOther() {
    byte[] sealed = keys.create("welfare");
    assertThatThrownBy(() -> keys.pseudonyms("education", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherServicesKeyOpensNothing(@TempDir Path elsewhere) throws Exception {
    byte[] sealed = keys.create("welfare");
    AgreementKeys strangers = new KeyConfiguration().agreementKeys(elsewhere);
    assertThatThrownBy(() -> strangers.pseudonyms("welfare", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void afterARotationBothNamesAreKnownUntilTheFormerIsForgotten() {
    byte[] first = keys.create("welfare");
    String old = keys.pseudonyms("welfare", first).of(FAMILY);
    byte[] second = keys.rotate("welfare", first);

    Pseudonyms overlapping = keys.pseudonyms("welfare", second);
    assertThat(overlapping.former(FAMILY)).contains(old);
    assertThat(overlapping.of(FAMILY)).isNotEqualTo(old);

    Pseudonyms afterwards = keys.pseudonyms("welfare", keys.forgetFormer("welfare", second));
    assertThat(afterwards.former(FAMILY)).isEmpty();
    assertThat(afterwards.of(FAMILY)).isEqualTo(overlapping.of(FAMILY));
  }

  @Test
  void ofManyRotationsOnlyTheLastOverlaps() {
    byte[] third = keys.rotate("welfare", keys.rotate("welfare", keys.create("welfare")));
    String second = keys.pseudonyms("welfare", third).former(FAMILY).orElseThrow();
    byte[] fourth = keys.rotate("welfare", third);
    assertThat(keys.pseudonyms("welfare", fourth).former(FAMILY))
        .contains(keys.pseudonyms("welfare", third).of(FAMILY))
        .isNotEqualTo(second);
  }

  private static List<String> families() {
    return Stream.generate(() -> UUID.randomUUID().toString()).limit(2_000).toList();
  }
}
