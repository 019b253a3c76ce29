package org.retzef.reporting.sharing.screen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The secret of a screen's address; whoever has it may read the screen. */
record ScreenLink(String secret) {

  private static final int BYTES = 24;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static ScreenLink draw() {
    byte[] drawn = new byte[BYTES];
    RANDOM.nextBytes(drawn);
    return new ScreenLink(Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
  }

  boolean isWellFormed() {
    return FORM.matcher(secret).matches();
  }

  String path() {
    return "/s/" + secret;
  }

  /** What the database knows it by. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "ScreenLink";
  }
}
