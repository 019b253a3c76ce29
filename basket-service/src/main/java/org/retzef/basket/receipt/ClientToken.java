package org.retzef.basket.receipt;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * This service's own token (OAuth 2 client credentials), fetched when it is needed. Spring
 * Security's client would add a dependency and a dozen beans to this one request.
 */
@Component
class ClientToken {

  private static final long RENEW_BEFORE_SECONDS = 30;

  private final RestClient issuer;
  private final Clock clock;
  private @Nullable String token;
  private Instant until = Instant.MIN;

  ClientToken(
      @Value("${retzef.issuer-tokens}") String address,
      @Value("${retzef.client-id}") String clientId,
      @Value("${retzef.client-secret}") String clientSecret,
      Clock clock) {
    this.issuer =
        RestClient.builder()
            .baseUrl(address)
            .requestFactory(FamilyContacts.connections())
            .defaultHeaders(headers -> headers.setBasicAuth(clientId, clientSecret))
            .build();
    this.clock = clock;
  }

  synchronized String get() {
    if (token == null || clock.instant().isAfter(until)) {
      Answer answer = fetch();
      token = answer.accessToken();
      until = clock.instant().plusSeconds(answer.expiresIn() - RENEW_BEFORE_SECONDS);
    }
    return token;
  }

  synchronized void forget() {
    token = null;
  }

  private Answer fetch() {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("grant_type", "client_credentials");
    form.add("scope", "contact:read");
    return Objects.requireNonNull(
        issuer
            .post()
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .body(form)
            .retrieve()
            .body(Answer.class));
  }

  private record Answer(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("expires_in") long expiresIn) {

    @Override
    public String toString() {
      return "Answer";
    }
  }
}
