package org.retzef.basket.receipt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.retzef.platform.secret.KeyFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What must not be guessed from the database, derived with a key that lies outside of it: the token
 * of a receipt's link, and the mark by which a phone's reply finds its receipt.
 */
@Component
class Secrets {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte FOR_TOKENS = 1;
  private static final byte FOR_PHONES = 2;

  private final SecretKeySpec key;

  Secrets(@Value("${retzef.keys}") Path folder) throws IOException {
    Path file = folder.resolve("basket-service.receipts.key");
    key = new SecretKeySpec(KeyFile.readBytes(file), ALGORITHM);
  }

  /** The token is drawn anew whenever it is needed, and kept nowhere. */
  ReceiptToken tokenOf(UUID receiptId) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(receiptId.getMostSignificantBits())
            .putLong(receiptId.getLeastSignificantBits())
            .array();
    return ReceiptToken.of(derive(FOR_TOKENS, id));
  }

  /**
   * The mark of a phone, in hexadecimal.
   *
   * @param phone however the network or a person writes it: {@code +972…}, {@code 00972…}, {@code
   *     05…}
   */
  String markOf(String phone) {
    String digits = phone.replaceAll("[^0-9]", "").replaceFirst("^00", "");
    String international = digits.startsWith("0") ? "972" + digits.substring(1) : digits;
    return HexFormat.of()
        .formatHex(derive(FOR_PHONES, international.getBytes(StandardCharsets.US_ASCII)));
  }

  private byte[] derive(byte purpose, byte[] value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose);
      return mac.doFinal(value);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
