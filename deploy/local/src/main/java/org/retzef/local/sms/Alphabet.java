package org.retzef.local.sms;

import java.nio.charset.StandardCharsets;

/** How the bytes of a short message stand for characters. */
enum Alphabet {
  GSM,
  LATIN_1,
  UCS_2;

  private static final int ESCAPE = 0x1b;
  private static final String GSM_CHARACTERS =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  String decode(byte[] bytes) {
    return switch (this) {
      case GSM -> decodeGsm(bytes);
      case LATIN_1 -> new String(bytes, StandardCharsets.ISO_8859_1);
      case UCS_2 -> new String(bytes, StandardCharsets.UTF_16BE);
    };
  }

  private static String decodeGsm(byte[] bytes) {
    var text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      int code = bytes[i] & 0x7f;
      boolean extended = code == ESCAPE && i + 1 < bytes.length;
      text.append(extended ? extension(bytes[++i]) : GSM_CHARACTERS.charAt(code));
    }
    return text.toString();
  }

  private static char extension(byte code) {
    return switch (code) {
      case 0x0a -> '\f';
      case 0x14 -> '^';
      case 0x28 -> '{';
      case 0x29 -> '}';
      case 0x2f -> '\\';
      case 0x3c -> '[';
      case 0x3d -> '~';
      case 0x3e -> ']';
      case 0x40 -> '|';
      case 0x65 -> '€';
      default -> ' ';
    };
  }
}
