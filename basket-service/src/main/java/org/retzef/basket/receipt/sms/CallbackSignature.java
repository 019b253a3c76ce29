package org.retzef.basket.receipt.sms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a provider's call-back: HMAC-SHA256 over {@code <timestamp>.<body>}, in
 * hexadecimal; the timestamp in seconds since 1970.
 */
final class CallbackSignature {

  /** A call-back that is older, or from further ahead, may be somebody's recording. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  CallbackSignature(String secret) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The signature's bytes; nothing unless it is this body's, and of now. */
  Optional<byte[]> verify(
      @Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
    try {
      if (timestamp == null || signature == null || !isNow(timestamp, now)) {
        return Optional.empty();
      }
      byte[] told = HexFormat.of().parseHex(signature);
      return MessageDigest.isEqual(told, sign(timestamp, body))
          ? Optional.of(told)
          : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isNow(String timestamp, Instant now) {
    long seconds = Long.parseLong(timestamp);
    return Math.abs(Math.subtractExact(seconds, now.getEpochSecond())) <= WINDOW.toSeconds();
  }

  byte[] sign(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
