package org.retzef.training.secret;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What stands in a mail's link; whoever has it may answer, once. */
public record Token(String text) {

  private static final int LENGTH = 25;
  private static final Pattern FORM = Pattern.compile("[0-9a-z]{" + LENGTH + "}");

  public Token {
    if (!FORM.matcher(text).matches()) {
      throw new LinkNotFound();
    }
  }

  /** 128 bits: too many to guess. */
  static Token of(byte[] secret) {
    String text = new BigInteger(1, Arrays.copyOf(secret, 16)).toString(Character.MAX_RADIX);
    return new Token("0".repeat(LENGTH - text.length()) + text);
  }

  /** What the database knows it by; nobody gets back from it to the link. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "Token";
  }
}
