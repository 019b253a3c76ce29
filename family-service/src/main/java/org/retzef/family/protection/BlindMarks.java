package org.retzef.family.protection;

import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Makes marks by which equal values are found without being known: the first 64 bits of an HMAC
 * with a key that lies beside the service's, outside the database.
 */
public final class BlindMarks {

  private final PrfSet key;

  BlindMarks(PrfSet key) {
    this.key = key;
  }

  /**
   * @param kind keeps values of different kinds apart: a phone is never found as an id number
   */
  public long of(String kind, String value) {
    try {
      byte[] text = (kind + '\0' + value).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(key.computePrimary(text, Long.BYTES)).getLong();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
