package org.retzef.platform.testing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A request as clients send it.
 *
 * @param token who asks; null for nobody
 * @param body JSON; null for none
 * @param eTag what the client saw, for {@code If-Match}; null for nothing
 * @param key of the {@code Idempotency-Key}; null for none
 */
public record Call(
    HttpMethod method,
    String address,
    @Nullable String token,
    @Nullable String body,
    @Nullable String eTag,
    @Nullable String key) {

  public static Call get(String token, String address) {
    return new Call(HttpMethod.GET, address, token, null, null, null);
  }

  /** With a key of its own. */
  public static Call post(String token, String address, @Nullable String body) {
    return new Call(HttpMethod.POST, address, token, body, null, UUID.randomUUID().toString());
  }

  public WebTestClient.ResponseSpec at(WebTestClient service) {
    var request =
        service
            .method(method)
            .uri(address)
            .headers(
                headers -> {
                  if (token != null) {
                    headers.setBearerAuth(token);
                  }
                  if (eTag != null) {
                    headers.setIfMatch(eTag);
                  }
                  if (key != null) {
                    headers.set("Idempotency-Key", key);
                  }
                });
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }
}
