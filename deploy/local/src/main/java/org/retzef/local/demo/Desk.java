package org.retzef.local.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.retzef.local.demo.Journal.Made;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Settings;

/**
 * Where the year is entered: at the services' own doors, each with its caller's token. What has
 * been entered is not entered again.
 */
final class Desk {

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");

  /** So many at once keep two cores busy and make nobody wait. */
  private static final int AT_ONCE = 12;

  private static final Duration TOKENS_FRESH = Duration.ofMinutes(30);

  /** So long a copy of a family or a unit may be on its way to another service. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(3);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

  private final Settings settings;
  private final Function<String, String> tokens;
  private final Journal journal;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, Token> known = new ConcurrentHashMap<>();

  /**
   * @param tokens gets the token of a login or a program
   */
  Desk(Settings settings, Function<String, String> tokens, Journal journal) {
    this.settings = settings;
    this.tokens = tokens;
    this.journal = journal;
  }

  /** What was to be changed is not what it was: a load was broken off, and the day went by. */
  static final class Overtaken extends IllegalStateException {

    private static final long serialVersionUID = 1;

    Overtaken(String why) {
      super(why);
    }
  }

  private record Token(String value, Instant from) {}

  private record Answer(int status, String body) {
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

  /** Enters something new. */
  Made post(Port door, String who, String step, String path, String json) {
    return post(door, who, step, path, json, 0);
  }

  /**
   * Enters something new about what exists.
   *
   * @param version of what exists; 0 where none is asked for
   */
  Made post(Port door, String who, String step, String path, String json, int version) {
    return once(
        step, () -> made(answer(request(door, who, path, step, version).POST(json(json)).build())));
  }

  /** Changes what exists; that it was changed already is as good. */
  Made change(
      String method, Port door, String who, String step, String path, String json, int version) {
    return once(
        step,
        () -> {
          var request = request(door, who, path, step, version).method(method, json(json)).build();
          Answer answer = answer(request);
          return answer.status() == 412 ? new Made("", version + 1) : made(answer);
        });
  }

  /** Sends a file of one JSON object a line; the same file twice changes nothing. */
  Made upload(Port door, String who, String step, String path, BodyPublisher file) {
    return once(
        step,
        () ->
            made(
                answer(
                    request(door, who, path, step, 0)
                        .setHeader("Content-Type", "application/x-ndjson")
                        .timeout(LONGEST_UPLOAD)
                        .POST(file)
                        .build())));
  }

  static BodyPublisher file(Path path) {
    try {
      return BodyPublishers.ofFile(path);
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  String get(Port door, String who, String path) {
    return answer(request(door, who, path, "", 0).GET().build()).body();
  }

  /** Every match in every page of a list. */
  List<String> list(Port door, String who, String path, Pattern pattern) {
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      String page = get(door, who, path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      pattern.matcher(page).results().map(result -> result.group(1)).forEach(found::add);
      Matcher next = NEXT.matcher(page);
      cursor = next.find() ? next.group(1) : "";
    } while (!cursor.isEmpty());
    return found;
  }

  /** Asks again until the answer has it. */
  String await(Port door, String who, String path, Pattern pattern) {
    return await(door, who, path, pattern, found -> true);
  }

  /**
   * Asks again until the answer has it, and as it should be.
   *
   * @param pattern one group of it, or all of it, is what is looked at
   */
  String await(
      Port door, String who, String path, Pattern pattern, Predicate<String> asItShouldBe) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      Matcher found = pattern.matcher(get(door, who, path));
      if (found.find() && asItShouldBe.test(found.group(found.groupCount()))) {
        return found.group(found.groupCount());
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("%s does not come to %s".formatted(path, pattern));
      }
      YearClock.pause(BETWEEN_TRIES);
    }
  }

  /** Does them side by side; the first failure is thrown when all have ended. */
  void all(List<? extends Runnable> jobs) {
    Semaphore free = new Semaphore(AT_ONCE);
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable job : jobs) {
        free.acquire();
        running.add(
            threads.submit(
                () -> {
                  try {
                    job.run();
                  } finally {
                    free.release();
                  }
                }));
        if (running.stream().anyMatch(one -> one.state() == Future.State.FAILED)) {
          break;
        }
        running.removeIf(one -> one.state() == Future.State.SUCCESS);
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What an earlier step has made. */
  Made made(String step) {
    return journal
        .of(step)
        .orElseThrow(() -> new IllegalStateException("not entered yet: " + step));
  }

  private interface Entering {
    Made enter();
  }

  private Made once(String step, Entering entering) {
    return journal.of(step).orElseGet(() -> journal.keep(step, entering.enter()));
  }

  private static Made made(Answer answer) {
    if (!answer.isGood()) {
      throw new Overtaken(answer.body());
    }
    String told = answer.first(VERSION);
    return new Made(answer.first(ID), told.isEmpty() ? 1 : Integer.parseInt(told));
  }

  private Answer answer(HttpRequest request) {
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

  private static BodyPublisher json(String json) {
    return BodyPublishers.ofString(json);
  }

  private HttpRequest.Builder request(
      Port door, String who, String path, String step, int version) {
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
