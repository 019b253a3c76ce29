package org.retzef.basket.voucher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Signs vouchers and verifies them (Ed25519). */
final class SigningKey {

  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_ID_CHARACTERS = 16;

  private final KeyPair keys;
  private final String id;

  SigningKey(KeyPair keys) {
    this.keys = keys;
    this.id = sha256(keys.getPublic().getEncoded()).substring(0, KEY_ID_CHARACTERS);
  }

  Voucher.Signature sign(String content, Instant now) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(keys.getPrivate());
      signature.update(bytes(content));
      String value = Base64.getEncoder().encodeToString(signature.sign());
      return new Voucher.Signature(value, sha256(bytes(content)), id, now);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether exactly this content was signed with this key. */
  boolean verifies(String content, Voucher.Signature signed) {
    return signed.keyId().equals(id)
        && signed.contentHash().equals(sha256(bytes(content)))
        && verifies(bytes(content), signed.value());
  }

  private boolean verifies(byte[] content, String value) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(keys.getPublic());
      signature.update(content);
      return signature.verify(Base64.getDecoder().decode(value));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      return false;
    }
  }

  private static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
