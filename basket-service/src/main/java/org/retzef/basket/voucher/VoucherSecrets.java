package org.retzef.basket.voucher;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.retzef.platform.secret.KeyFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What must not be had from the database alone: the signers' private keys, and the tokens behind
 * the vouchers' QR codes.
 */
@Component
class VoucherSecrets {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int TOKEN_LENGTH = 25;
  private static final byte FOR_TOKENS = 1;
  private static final byte FOR_KEYS = 2;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec root;
  private final SecretKeySpec sealing;

  VoucherSecrets(@Value("${retzef.keys}") Path folder) throws IOException {
    Path file = folder.resolve("basket-service.vouchers.key");
    root = new SecretKeySpec(KeyFile.readBytes(file), "HmacSHA256");
    sealing = new SecretKeySpec(derive(FOR_KEYS, new byte[0]), "AES");
  }

  /** 128 bits in digits and small letters; drawn anew whenever it is needed, and kept nowhere. */
  String tokenOf(UUID voucherId) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(voucherId.getMostSignificantBits())
            .putLong(voucherId.getLeastSignificantBits())
            .array();
    String text =
        new BigInteger(1, Arrays.copyOf(derive(FOR_TOKENS, id), 16)).toString(Character.MAX_RADIX);
    return "0".repeat(TOKEN_LENGTH - text.length()) + text;
  }

  /**
   * @param owner authenticated with it: a key opens as nobody else's
   */
  byte[] seal(byte[] secret, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner, secret);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  byte[] open(byte[] sealed, String owner) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return cipher(
        Cipher.DECRYPT_MODE, nonce, owner, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  private byte[] cipher(int mode, byte[] nonce, String owner, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException wrongKey) {
      throw new IllegalStateException(wrongKey);
    }
  }

  private byte[] derive(byte purpose, byte[] value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(root);
      mac.update(purpose);
      return mac.doFinal(value);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
