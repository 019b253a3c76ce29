package org.retzef.basket.voucher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Signing texts and verifying them. */
final class Ed25519 {

  static final String NAME = "Ed25519";

  private static final int KEY_ID_CHARACTERS = 16;

  private Ed25519() {}

  static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance(NAME).generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String idOf(PublicKey key) {
    return sha256(key.getEncoded()).substring(0, KEY_ID_CHARACTERS);
  }

  /** In Base64. */
  static String sign(String text, PrivateKey key) {
    return signAll(List.of(text), key).getFirst();
  }

  /** Each by itself, in Base64; to take up the key costs as much as a signature. */
  static List<String> signAll(List<String> texts, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      List<String> signed = new ArrayList<>();
      for (String text : texts) {
        signature.update(bytes(text));
        signed.add(Base64.getEncoder().encodeToString(signature.sign()));
      }
      return signed;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static boolean verifies(String text, String value, PublicKey key) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(bytes(text));
      return signature.verify(Base64.getDecoder().decode(value));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      return false;
    }
  }

  /** In hexadecimal. */
  static String sha256(String text) {
    return sha256(bytes(text));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
