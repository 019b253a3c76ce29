package org.retzef.local.demo;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.retzef.local.demo.Calls.Answer;
import org.retzef.local.demo.Journal.Made;
import org.retzef.local.settings.Port;

/**
 * Where the year is entered: at the services' own doors, each with its caller's token. What has
 * been entered is not entered again.
 */
final class Desk {

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final Pattern ROW =
      Pattern.compile("\"row\":(\\d+),\"id\":\"([^\"]+)\",\"status\":\"\\w+\",\"version\":(\\d+)");

  /** So many at once keep two cores busy and make nobody wait. */
  private static final int AT_ONCE = 12;

  private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(3);

  private final Calls calls;
  private final Journal journal;

  Desk(Calls calls, Journal journal) {
    this.calls = calls;
    this.journal = journal;
  }

  /** What was to be changed is not what it was: a load was broken off, and the day went by. */
  static final class Overtaken extends IllegalStateException {

    private static final long serialVersionUID = 1;

    Overtaken(String why) {
      super(why);
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
  Made post(Port door, String who, String step, String path, String json, long version) {
    return once(
        step,
        () ->
            made(
                calls.answer(
                    calls.request(door, who, path, step, version).POST(Calls.json(json)).build())));
  }

  /**
   * Enters many rows in one call.
   *
   * @return what each row has made, by its place in the call; without those that were refused
   */
  Map<Integer, Made> postRows(Port door, String who, String step, String path, String json) {
    Map<Integer, Made> known = journal.rowsOf(step);
    if (!known.isEmpty()) {
      return known;
    }
    Answer answer =
        calls.answer(calls.request(door, who, path, step, 0).POST(Calls.json(json)).build());
    if (!answer.isGood()) {
      throw new Overtaken(answer.body());
    }
    Map<Integer, Made> rows = new TreeMap<>();
    Matcher row = ROW.matcher(answer.body());
    while (row.find()) {
      rows.put(Integer.valueOf(row.group(1)), new Made(row.group(2), Long.parseLong(row.group(3))));
    }
    return journal.keep(step, rows);
  }

  /** Changes what exists; that it was changed already is as good. */
  Made change(
      String method, Port door, String who, String step, String path, String json, long version) {
    return once(
        step,
        () -> {
          var request =
              calls
                  .request(door, who, path, step, version)
                  .method(method, Calls.json(json))
                  .build();
          Answer answer = calls.answer(request);
          return answer.status() == 412 ? new Made("", version + 1) : made(answer);
        });
  }

  /** Sends a file of one JSON object a line; the same file twice changes nothing. */
  Made upload(Port door, String who, String step, String path, BodyPublisher file) {
    return once(
        step,
        () ->
            made(
                calls.answer(
                    calls
                        .request(door, who, path, step, 0)
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
    return calls.answer(calls.request(door, who, path, "", 0).GET().build()).body();
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
    Instant end = Instant.now().plus(Calls.PATIENCE);
    while (true) {
      Matcher found = pattern.matcher(get(door, who, path));
      if (found.find() && asItShouldBe.test(found.group(found.groupCount()))) {
        return found.group(found.groupCount());
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("%s does not come to %s".formatted(path, pattern));
      }
      YearClock.pause(Calls.BETWEEN_TRIES);
    }
  }

  /** Does them side by side; the first failure is thrown when all have ended. */
  void all(List<? extends Runnable> jobs) {
    all(jobs, AT_ONCE);
  }

  void all(List<? extends Runnable> jobs, int atOnce) {
    Semaphore free = new Semaphore(atOnce);
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
    return new Made(answer.first(ID), told.isEmpty() ? 1 : Long.parseLong(told));
  }
}
