package org.retzef.family.linkage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.retzef.family.registration.NationalId;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/** The key of the data committee: it comes with a request and is kept nowhere. */
final class CommitteeKey {

  private static final int KEY_BYTES = 32;
  private static final int NAME_BYTES = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  private CommitteeKey(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * @param text 32 bytes in base64url
   * @param sha256 of the right one, in hexadecimal; empty where there is no committee
   */
  static CommitteeKey of(String text, String sha256) {
    byte[] key = decode(text);
    if (key.length != KEY_BYTES
        || !MessageDigest.isEqual(digest(key), HexFormat.of().parseHex(sha256))) {
      throw new InvalidInput(Fault.of("committeeKey", "committee-key-wrong"));
    }
    return new CommitteeKey(key);
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException noKey) {
      return new byte[0];
    }
  }

  private static byte[] digest(byte[] key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A person's name in sources that are to be linked; the partner makes the same of its own. */
  String person(NationalId id) {
    return name("person/" + id.digits());
  }

  /** A family's name in the rows that reporting-service gives the committee for an agreement. */
  String link(String agreement, UUID family) {
    return name(agreement + "//" + family);
  }

  private String name(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return TEXT.encodeToString(Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), NAME_BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
