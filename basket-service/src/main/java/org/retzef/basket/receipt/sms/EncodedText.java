package org.retzef.basket.receipt.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A text as the bytes of one or more short messages. What the alphabet of the first phones can say
 * goes out in it (160 characters a message); all else in UCS-2 (70).
 *
 * @param dataCoding SMPP's {@code data_coding}
 * @param parts more than one begin with the header by which a phone puts them together
 */
record EncodedText(byte dataCoding, List<byte[]> parts) {

  static final byte GSM = 0;
  static final byte UCS_2 = 8;

  private static final String GSM_CHARACTERS =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  static EncodedText of(String text, int reference) {
    return isGsm(text)
        ? new EncodedText(GSM, parts(text, 160, 153, reference, EncodedText::gsm))
        : new EncodedText(UCS_2, parts(text, 70, 67, reference, EncodedText::ucs2));
  }

  boolean isLong() {
    return parts.size() > 1;
  }

  private static boolean isGsm(String text) {
    return text.chars().allMatch(letter -> letter != 0x1b && GSM_CHARACTERS.indexOf(letter) >= 0);
  }

  private static List<byte[]> parts(
      String text, int whole, int part, int reference, Function<String, byte[]> encode) {
    if (text.length() <= whole) {
      return List.of(encode.apply(text));
    }
    List<String> pieces = cut(text, part);
    List<byte[]> parts = new ArrayList<>();
    for (String piece : pieces) {
      parts.add(withHeader(reference, pieces.size(), parts.size() + 1, encode.apply(piece)));
    }
    return parts;
  }

  /** Never between the two halves of one character: each part is a text of its own. */
  private static List<String> cut(String text, int length) {
    List<String> pieces = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = Math.min(start + length, text.length());
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /** The user data header of a concatenated message with a reference of 8 bits (3GPP 23.040). */
  private static byte[] withHeader(int reference, int count, int number, byte[] piece) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) count, (byte) number});
    bytes.writeBytes(piece);
    return bytes.toByteArray();
  }

  private static byte[] gsm(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) GSM_CHARACTERS.indexOf(text.charAt(i));
    }
    return bytes;
  }

  private static byte[] ucs2(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }
}
