package org.retzef.rights.protection;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Seals and opens what is known of one family. */
public final class FamilyKey {

  /** Of its own: what is sealed must not change its form with a setting of the web server. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Aead key;

  FamilyKey(Aead key) {
    this.key = key;
  }

  /**
   * Encrypts a value's JSON.
   *
   * @param owner the row it will stand in; it opens nowhere else
   */
  public byte[] seal(UUID owner, Object value) {
    try {
      return key.encrypt(JSON.writeValueAsBytes(value), associated(owner));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public <T> T open(UUID owner, byte[] sealed, Class<T> type) {
    try {
      return JSON.readValue(key.decrypt(sealed, associated(owner)), type);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("What stands in row " + owner + " was not sealed for it");
    }
  }

  private static byte[] associated(UUID owner) {
    return owner.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
