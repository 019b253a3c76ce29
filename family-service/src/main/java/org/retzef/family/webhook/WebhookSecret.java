package org.retzef.family.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what a partner gets, as the Standard Webhooks specification says.
 *
 * @param text {@code whsec_} and Base64
 */
record WebhookSecret(String text) {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  static WebhookSecret draw() {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(fresh));
  }

  /** Of the id, the time and the body together: none of them can be taken for another's. */
  String sign(String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      mac.init(new SecretKeySpec(key, ALGORITHM));
      String signed = id + "." + timestamp + "." + body;
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret";
  }
}
