package org.retzef.gateway.access;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * Headers that every program on the way reads alike. Of two where there can be only one, the
 * gateway would believe the first and a service the second; and a host is not what somebody likes.
 */
final class PlainHeaders {

  private static final List<String> AT_MOST_ONE =
      List.of(
          HttpHeaders.AUTHORIZATION,
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.CONTENT_ENCODING,
          "Idempotency-Key");

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

  private PlainHeaders() {}

  static boolean arePlain(HttpHeaders headers) {
    return hasOneHost(headers)
        && AT_MOST_ONE.stream().allMatch(name -> headers.getOrEmpty(name).size() <= 1)
        && isReadablyCut(headers.getOrEmpty(HttpHeaders.TRANSFER_ENCODING))
        && haveNoControlCharacters(headers);
  }

  /** The codec refuses line breaks and NUL, and all that is no name; the rest of them is ours. */
  private static boolean haveNoControlCharacters(HttpHeaders headers) {
    for (var header : headers.headerSet()) {
      for (String value : header.getValue()) {
        for (int i = 0; i < value.length(); i++) {
          if (Character.isISOControl(value.charAt(i))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean hasOneHost(HttpHeaders headers) {
    List<String> hosts = headers.getOrEmpty(HttpHeaders.HOST);
    return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
  }

  /** A length beside chunks, and all else that lies about a body's end, the codec refuses. */
  private static boolean isReadablyCut(List<String> encodings) {
    return encodings.isEmpty()
        || encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
  }
}
