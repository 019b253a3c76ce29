package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A demo login that calls the gateway, or a service by its own door. */
record Caller(Platform platform, String login, String door) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private static final JsonMapper JSON = new JsonMapper();

  Caller(Platform platform, String login) {
    this(platform, login, platform.gateway());
  }

  /** An answer: its status, ETag and body (null where it is empty). */
  record Answer(int status, String eTag, JsonNode body, HttpResponse<String> response) {

    Answer expect(int expected) {
      assertThat(status).as(response.body()).isEqualTo(expected);
      return this;
    }

    String text(String field) {
      return body.get(field).asString();
    }

    /** Refused because it took too long; nothing was done, and who asks again is answered. */
    boolean isLate() {
      return status == 503
          || (status == 409
              && body != null
              && Set.of("busy", "idempotency-key-in-progress").contains(text("code")));
    }
  }

  Answer get(String path) {
    return send(request(path).GET().build());
  }

  Answer post(String path, String json) {
    return post(path, json, UUID.randomUUID().toString(), null);
  }

  /** A change of what already exists: told with the version that this caller knows. */
  Answer change(String path, String json, String eTag) {
    return post(path, json, UUID.randomUUID().toString(), eTag);
  }

  Answer post(String path, String json, String key, String eTag) {
    return send(postRequest(path, json, key, eTag));
  }

  /** Sends a file of one JSON object a line, with a new key; has five minutes for it. */
  Answer upload(String path, String lines) {
    return upload(path, lines, UUID.randomUUID().toString());
  }

  Answer upload(String path, String lines, String key) {
    return send(
        request(path)
            .timeout(Duration.ofMinutes(5))
            .header("Content-Type", "application/x-ndjson")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(lines))
            .build());
  }

  /** PUT or PATCH: told with the version that this caller knows. */
  Answer send(String method, String path, String json, String eTag) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", eTag)
            .method(method, BodyPublishers.ofString(json))
            .build());
  }

  HttpRequest postRequest(String path, String json, String key, String eTag) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json));
    if (eTag != null) {
      request.header("If-Match", eTag);
    }
    return request.build();
  }

  /** With a new key. */
  Answer postFile(String path, String type, String content) {
    return send(
        request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(content))
            .build());
  }

  /** A file as it comes, byte by byte. */
  byte[] getFile(String path) {
    return file(path).body();
  }

  /** With its type. */
  HttpResponse<byte[]> file(String path) {
    try {
      var response = HTTP.send(request(path).GET().build(), BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(door + path))
        .timeout(Duration.ofSeconds(15))
        .header("Authorization", "Bearer " + platform.token(login));
  }

  /** Answers the family's question as the page's form does. */
  static Answer answerReceipt(String link, String answer) {
    return send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("answer=" + answer))
            .build());
  }

  static Answer send(HttpRequest request) {
    try {
      return answer(HTTP.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Answer answer(HttpResponse<String> response) {
    boolean json =
        response
            .headers()
            .firstValue("Content-Type")
            .filter(type -> type.contains("json"))
            .isPresent();
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("ETag").orElse(null),
        json ? JSON.readTree(response.body()) : null,
        response);
  }
}
