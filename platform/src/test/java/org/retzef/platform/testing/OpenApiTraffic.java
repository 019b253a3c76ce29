package org.retzef.platform.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Holds every exchange of a test's {@link WebTestClient} with the service's API against the OpenAPI
 * document that the service itself serves; the test fails where they differ.
 */
final class OpenApiTraffic implements WebTestClientBuilderCustomizer {

  private final String documentPath;
  private @Nullable OpenApiDocument document;

  OpenApiTraffic(@Value("${springdoc.api-docs.path}") String documentPath) {
    this.documentPath = documentPath;
  }

  @Override
  public void customize(WebTestClient.Builder builder) {
    builder.filter(
        (request, next) ->
            request.url().getPath().startsWith("/api/")
                ? checked(request, next)
                : next.exchange(request));
  }

  private Mono<ClientResponse> checked(ClientRequest request, ExchangeFunction next) {
    OpenApiDocument told = documentOf(request.url());
    StringBuffer sent = new StringBuffer();
    return next.exchange(recording(request, sent))
        .flatMap(response -> checked(told, request, sent, response));
  }

  private static Mono<ClientResponse> checked(
      OpenApiDocument told, ClientRequest request, StringBuffer sent, ClientResponse response) {
    if (!isJson(response)) {
      check(told, exchange(request, sent.toString(), response, ""));
      return Mono.just(response);
    }
    return DataBufferUtils.join(response.body((message, context) -> message.getBody()))
        .map(OpenApiTraffic::bytes)
        .defaultIfEmpty(new byte[0])
        .map(
            body -> {
              String received = new String(body, StandardCharsets.UTF_8);
              check(told, exchange(request, sent.toString(), response, received));
              return response.mutate().body(Flux.just(wrap(body))).build();
            });
  }

  private static void check(OpenApiDocument told, Exchange exchange) {
    List<String> mismatches = told.mismatches(exchange);
    if (!mismatches.isEmpty()) {
      throw new AssertionError(
          exchange + ", against the service's OpenAPI document:\n" + String.join("\n", mismatches));
    }
  }

  private static Exchange exchange(
      ClientRequest request, String sent, ClientResponse response, String received) {
    return new Exchange(
        request.method(),
        request.url(),
        request.headers(),
        sent,
        response.statusCode().value(),
        response.headers().asHttpHeaders(),
        received);
  }

  /** What else is streamed is not held in memory; only its status and type are looked at. */
  private static boolean isJson(ClientResponse response) {
    return response
        .headers()
        .contentType()
        .filter(
            type ->
                type.isCompatibleWith(MediaType.APPLICATION_JSON)
                    || type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
        .isPresent();
  }

  private static ClientRequest recording(ClientRequest request, StringBuffer sent) {
    if (!MediaType.APPLICATION_JSON.isCompatibleWith(request.headers().getContentType())) {
      return request;
    }
    return ClientRequest.from(request)
        .body((message, context) -> request.body().insert(new Recording(message, sent), context))
        .build();
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static DataBuffer wrap(byte[] bytes) {
    return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
  }

  private synchronized OpenApiDocument documentOf(URI service) {
    if (document == null) {
      document = new OpenApiDocument(get(service.resolve(documentPath)));
    }
    return document;
  }

  private static String get(URI address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var response = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(address + " answered with " + response.statusCode());
      }
      return response.body();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException("no OpenAPI document at " + address, failed);
    }
  }

  private static final class Recording extends ClientHttpRequestDecorator {

    private final StringBuffer sent;

    Recording(ClientHttpRequest message, StringBuffer sent) {
      super(message);
      this.sent = sent;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      return super.writeWith(
          Flux.from(body).doOnNext(buffer -> sent.append(buffer.toString(StandardCharsets.UTF_8))));
    }
  }
}
