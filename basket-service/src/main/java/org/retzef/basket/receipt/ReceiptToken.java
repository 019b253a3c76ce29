package org.retzef.basket.receipt;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What stands in a receipt's link; whoever has it may answer. */
record ReceiptToken(String text) {

  private static final int LENGTH = 25;
  private static final Pattern FORM = Pattern.compile("[0-9a-z]{" + LENGTH + "}");

  ReceiptToken {
    if (!FORM.matcher(text).matches()) {
      throw new ReceiptNotFound();
    }
  }

  /**
   * 128 bits: too many to guess, and short in a message that is paid by its length. Digits and
   * small letters only, which no alphabet of phones changes and which no phone leaves out of a
   * link.
   */
  static ReceiptToken of(byte[] secret) {
    String text = new BigInteger(1, Arrays.copyOf(secret, 16)).toString(Character.MAX_RADIX);
    return new ReceiptToken("0".repeat(LENGTH - text.length()) + text);
  }

  /** What the database knows it by, in hexadecimal; nobody gets back from it to the link. */
  String hash() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "ReceiptToken";
  }
}
