package org.retzef.gateway.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Headers that every program on the way reads alike. Of two where there can be only one, the
 * gateway would believe the first and a service the second; and a host is not what somebody likes.
 */
final class PlainHeaders {

  private static final List<AsciiString> AT_MOST_ONE =
      List.of(
          HttpHeaderNames.AUTHORIZATION,
          HttpHeaderNames.CONTENT_TYPE,
          HttpHeaderNames.CONTENT_ENCODING,
          AsciiString.cached("idempotency-key"));

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

  private PlainHeaders() {}

  static boolean arePlain(HttpHeaders headers) {
    return hasOneHost(headers)
        && areNotRepeated(headers)
        && isReadablyCut(headers.getAll(HttpHeaderNames.TRANSFER_ENCODING))
        && haveNoControlCharacters(headers);
  }

  private static boolean hasOneHost(HttpHeaders headers) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
  }

  private static boolean areNotRepeated(HttpHeaders headers) {
    for (AsciiString name : AT_MOST_ONE) {
      if (headers.contains(name) && headers.getAll(name).size() > 1) {
        return false;
      }
    }
    return true;
  }

  /** A length beside chunks, and all else that lies about a body's end, the codec refuses. */
  private static boolean isReadablyCut(List<String> encodings) {
    return encodings.isEmpty()
        || encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
  }

  /** The codec refuses line breaks and NUL, and all that is no name; the rest of them is ours. */
  private static boolean haveNoControlCharacters(HttpHeaders headers) {
    for (var all = headers.iteratorCharSequence(); all.hasNext(); ) {
      CharSequence value = all.next().getValue();
      for (int i = 0; i < value.length(); i++) {
        if (Character.isISOControl(value.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
