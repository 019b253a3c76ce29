package org.retzef.platform.testing;

import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A request and its answer as they went over the wire; bodies as text, empty where there was none.
 */
record Exchange(
    HttpMethod method,
    URI address,
    HttpHeaders requestHeaders,
    String requestBody,
    int status,
    HttpHeaders responseHeaders,
    String responseBody) {

  boolean isAccepted() {
    return status < 300;
  }

  boolean isRefused() {
    return status >= 400;
  }

  Set<String> queryNames() {
    return UriComponentsBuilder.fromUri(address).build().getQueryParams().keySet();
  }

  @Override
  public String toString() {
    return method + " " + address.getPath() + " answered with " + status;
  }
}
