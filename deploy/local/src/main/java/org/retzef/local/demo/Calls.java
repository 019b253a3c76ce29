package org.retzef.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Settings;

/** Calls at the services' doors, repeated until what is still on its way there has arrived. */
final class Calls {

  private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");
  private static final Duration TOKENS_FRESH = Duration.ofMinutes(30);

  /** So long a copy of a family or a unit may be on its way to another service. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

  private final Settings settings;
  private final Function<String, String> tokens;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, Token> known = new ConcurrentHashMap<>();

  /**
   * @param tokens gets the token of a login or a program
   */
  Calls(Settings settings, Function<String, String> tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  private record Token(String value, Instant from) {}

  record Answer(int status, String body) {
    boolean isGood() {
      return status < 300;
    }

    /** Somebody else was there meanwhile, or it was done before. */
    boolean mayBeOvertaken() {
      return status == 412 || status == 409 && !mayComeGood();
    }

    String first(Pattern pattern) {
      Matcher found = pattern.matcher(body);
      return found.find() ? found.group(1) : "";
    }

    /** What is not there yet will have arrived in a moment; who is busy has time in a moment. */
    boolean mayComeGood() {
      String code = first(CODE);
      return status == 404
          || status == 429
          || status >= 500
          || code.endsWith("-unknown")
          || code.equals("idempotency-key-in-progress");
    }
  }

  Answer answer(HttpRequest request) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      Answer answer = ask(request);
      if (answer.isGood() || answer.mayBeOvertaken()) {
        return answer;
      }
      if (!answer.mayComeGood() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "%s %s was answered %d: %s"
                .formatted(request.method(), request.uri(), answer.status(), answer.body()));
      }
      YearClock.pause(BETWEEN_TRIES);
    }
  }

  private Answer ask(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException away) {
      return new Answer(503, String.valueOf(away.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static BodyPublisher json(String json) {
    return BodyPublishers.ofString(json);
  }

  HttpRequest.Builder request(Port door, String who, String path, String step, long version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.url(door) + "/api/v1" + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token(who))
            .header("Content-Type", "application/json");
    if (!step.isEmpty()) {
      request.header("Idempotency-Key", "demo/" + step);
    }
    if (version > 0) {
      request.header("If-Match", "\"" + version + "\"");
    }
    return request;
  }

  private String token(String who) {
    return known
        .compute(
            who,
            (name, token) ->
                token != null && token.from().plus(TOKENS_FRESH).isAfter(Instant.now())
                    ? token
                    : new Token(tokens.apply(name), Instant.now()))
        .value();
  }
}
