package org.retzef.basket.receipt;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the family service how to write to a family, each time a message is sent: a phone number is
 * kept there and nowhere else. Blocks.
 */
@Component
class FamilyContacts {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final RestClient families;
  private final ClientToken token;

  FamilyContacts(@Value("${retzef.services.family}") String familyService, ClientToken token) {
    this.families =
        RestClient.builder().baseUrl(familyService).requestFactory(connections()).build();
    this.token = token;
  }

  /** Fails with {@link FamilyUnknown} or {@link ContactUnavailable}. */
  Contact of(UUID familyId) {
    try {
      return Objects.requireNonNull(
          families
              .get()
              .uri("/api/v1/families/{id}/contact-details", familyId)
              .headers(headers -> headers.setBearerAuth(token.get()))
              .retrieve()
              .body(Contact.class));
    } catch (HttpClientErrorException.NotFound unknown) {
      throw new FamilyUnknown();
    } catch (HttpClientErrorException.Unauthorized revoked) {
      token.forget();
      throw new ContactUnavailable(revoked);
    } catch (RestClientException failure) {
      throw new ContactUnavailable(failure);
    }
  }

  static JdkClientHttpRequestFactory connections() {
    var connections =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build());
    connections.setReadTimeout(ANSWER_WITHIN);
    return connections;
  }
}
