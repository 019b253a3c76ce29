package org.retzef.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The data committee's key of this copy of the platform, which knows no more than its SHA-256. */
final class CommitteeKey {

  private static final byte[] KEY = "the committee's own, 32 bytes...".getBytes(UTF_8);

  private CommitteeKey() {}

  /** As it comes with a request. */
  static String text() {
    return base64(KEY);
  }

  static String sha256() {
    return sha256(KEY);
  }

  /** In hexadecimal. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A person's name in a partner's own source, as the partner makes it where its data are. */
  static String person(String nationalId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return base64(Arrays.copyOf(mac.doFinal(("person/" + nationalId).getBytes(UTF_8)), 16));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
