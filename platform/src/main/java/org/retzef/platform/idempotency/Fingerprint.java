package org.retzef.platform.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tools.jackson.databind.json.JsonMapper;

/** By which a repetition is known from another request with the same key. */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * @param request the decoded body
   */
  static byte[] of(String operation, Object request, JsonMapper json) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(operation.getBytes(StandardCharsets.UTF_8));
      return digest.digest(json.writeValueAsBytes(request));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
