package org.retzef.family.protection;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Seals and opens what identifies one family. */
public final class FamilyKey {

  /** Of its own: what is sealed must not change its form with a setting of the web server. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final UUID family;
  private final List<Part> parts;
  private final byte[] wrapped;

  /**
   * @param parts the first one seals, all open
   */
  FamilyKey(UUID family, List<Part> parts, byte[] wrapped) {
    this.family = family;
    this.parts = parts;
    this.wrapped = wrapped;
  }

  /**
   * One of the keys that a family has: its own, or one of a family that was merged with it.
   *
   * @param family whose it was at first
   */
  record Part(UUID family, Aead key) {}

  /** As it may be kept: sealed with the service's key. */
  public byte[] wrapped() {
    return wrapped;
  }

  /**
   * Encrypts a value's JSON.
   *
   * @param owner the row it will stand in; it opens nowhere else
   */
  public byte[] seal(UUID owner, Object value) {
    try {
      return parts.getFirst().key().encrypt(JSON.writeValueAsBytes(value), associated(owner));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public <T> T open(UUID owner, byte[] sealed, Class<T> type) {
    for (Part part : parts) {
      // What was sealed for a family's own row goes on to open for the family that took it in.
      UUID sealedFor = owner.equals(family) ? part.family() : owner;
      try {
        return JSON.readValue(part.key().decrypt(sealed, associated(sealedFor)), type);
      } catch (GeneralSecurityException notByThisOne) {
        // perhaps by the next
      }
    }
    throw new IllegalStateException("What stands in row " + owner + " was not sealed for it");
  }

  private static byte[] associated(UUID owner) {
    return owner.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
