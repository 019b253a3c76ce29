package org.retzef.reporting.sharing.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * The key of the data committee. It comes with each request to link, is checked against its hash
 * and kept nowhere: whoever runs the service cannot link two partners' sets, nor can the partners.
 */
final class CommitteeKey {

  private static final int KEY_BYTES = 32;
  private static final int NAME_BYTES = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final byte[] key;

  private CommitteeKey(byte[] key) {
    this.key = key;
  }

  /**
   * @param text 32 bytes in base64url
   * @param sha256 of the right one, in hexadecimal; empty where there is no committee
   */
  static CommitteeKey of(String text, String sha256) {
    byte[] key = decode(text);
    byte[] hash = digest(key);
    boolean right =
        key.length == KEY_BYTES && MessageDigest.isEqual(hash, HexFormat.of().parseHex(sha256));
    if (!right) {
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

  /** The name of a family in what these two agreements' sets are joined to, and nowhere else. */
  String link(String agreement, String with, String family) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] name = mac.doFinal((agreement + '/' + with + '/' + family).getBytes(UTF_8));
      return TEXT.encodeToString(Arrays.copyOf(name, NAME_BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
