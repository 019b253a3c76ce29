package org.retzef.family.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a webhook is sent.
 *
 * @param url absolute, without user or fragment
 */
record WebhookAddress(URI url) {

  private static final int LONGEST = 500;

  /**
   * Fails with {@link IllegalArgumentException}, whose message is the fault's code.
   *
   * @param privateAddresses whether it may be plain HTTP
   */
  static WebhookAddress parse(String written, boolean privateAddresses) {
    URI url = uri(written);
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    boolean plain = "http".equalsIgnoreCase(url.getScheme());
    if (!secure && !(plain && privateAddresses)) {
      throw new IllegalArgumentException("webhook-not-https");
    }
    if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("webhook-url-invalid");
    }
    return new WebhookAddress(url);
  }

  private static URI uri(String written) {
    try {
      if (written.length() <= LONGEST) {
        return new URI(written);
      }
    } catch (URISyntaxException malformed) {
      // refused below
    }
    throw new IllegalArgumentException("webhook-url-invalid");
  }

  boolean isSecure() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  String pathAndQuery() {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /**
   * Where to connect to now. The very address that was looked at is connected to, so that a name
   * which leads elsewhere a moment later changes nothing. Blocks. Fails with {@link
   * IllegalArgumentException} where the name leads nowhere, or to any address that is not public.
   */
  InetSocketAddress resolve(boolean privateAddresses) {
    List<InetAddress> found = lookUp();
    if (!privateAddresses && !found.stream().allMatch(PublicAddresses::contains)) {
      throw new IllegalArgumentException("webhook-address-private");
    }
    int port = url.getPort() >= 0 ? url.getPort() : isSecure() ? 443 : 80;
    return new InetSocketAddress(found.getFirst(), port);
  }

  private List<InetAddress> lookUp() {
    try {
      return Stream.of(InetAddress.getAllByName(url.getHost())).toList();
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("webhook-address-unknown");
    }
  }
}
