package org.retzef.family.protection;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Seals and opens what identifies one family. */
public final class FamilyKey {

  private final JsonMapper json;
  private final Aead key;
  private final byte[] wrapped;

  FamilyKey(JsonMapper json, Aead key, byte[] wrapped) {
    this.json = json;
    this.key = key;
    this.wrapped = wrapped;
  }

  byte[] wrapped() {
    return wrapped;
  }

  /**
   * Encrypts a value's JSON.
   *
   * @param owner the row it will stand in; it opens nowhere else
   */
  public byte[] seal(UUID owner, Object value) {
    try {
      return key.encrypt(json.writeValueAsBytes(value), associated(owner));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public <T> T open(UUID owner, byte[] sealed, Class<T> type) {
    try {
      return json.readValue(key.decrypt(sealed, associated(owner)), type);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("What stands in row " + owner + " was not sealed for it");
    }
  }

  private static byte[] associated(UUID owner) {
    return owner.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
