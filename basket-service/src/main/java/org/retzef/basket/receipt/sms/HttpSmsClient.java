package org.retzef.basket.receipt.sms;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Hands texts to a provider over HTTP: {@code POST <url>/messages {reference, from, to, text}}
 * answers {@code {id}}; 422 refuses the number. The reference is the message's own, whenever it is
 * sent again. What became of it comes by a call-back.
 */
@Component
@ConditionalOnProperty(name = "retzef.sms.provider", havingValue = "http")
@EnableConfigurationProperties(HttpSmsSettings.class)
class HttpSmsClient implements SmsClient {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final RestClient provider;
  private final String sourceAddress;

  HttpSmsClient(HttpSmsSettings settings) {
    var connections =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build());
    connections.setReadTimeout(ANSWER_WITHIN);
    provider =
        RestClient.builder()
            .baseUrl(settings.url())
            .requestFactory(connections)
            .defaultHeaders(headers -> headers.setBearerAuth(settings.key()))
            .build();
    sourceAddress = settings.sourceAddress();
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public List<String> send(Sms message) {
    try {
      Accepted accepted =
          provider
              .post()
              .uri("/messages")
              .contentType(MediaType.APPLICATION_JSON)
              .body(new Submitted(message.key(), sourceAddress, message.phone(), message.text()))
              .retrieve()
              .body(Accepted.class);
      return List.of(Objects.requireNonNull(Objects.requireNonNull(accepted).id()));
    } catch (HttpClientErrorException no) {
      throw no.getStatusCode() == HttpStatus.UNPROCESSABLE_CONTENT
          ? new SmsRefused(no)
          : new SmsNotSent(no);
    } catch (RestClientException | NullPointerException lost) {
      throw new SmsNotSent(lost);
    }
  }

  @Override
  public void close() {}

  private record Submitted(String reference, String from, String to, String text) {

    @Override
    public String toString() {
      return "Submitted";
    }
  }

  private record Accepted(String id) {}
}
