import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Enrols families at a steady 20 a second and asks for the headline all the while: how long after
 * its acknowledged commit does an enrolment count? Bounded: {@value #WARM_UP} and {@value
 * #MEASURED} enrolments.
 */
class CommitToReport {

  static final int PER_SECOND = 20;
  static final int WARM_UP = 20 * PER_SECOND;
  static final int MEASURED = 60 * PER_SECOND;
  static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  static final Pattern ACTIVE =
      Pattern.compile("\"code\":\"active_families_noshmim\",\"value\":([0-9]+)");

  final HttpClient http = HttpClient.newHttpClient();
  final String gateway =
      "http://localhost:" + System.getenv().getOrDefault("RETZEF_GATEWAY_PORT", "8080") + "/api/v1";
  final String worker;
  final String national;
  final AtomicLongArray committed = new AtomicLongArray(WARM_UP + MEASURED);
  final AtomicInteger enrolled = new AtomicInteger();

  CommitToReport(String retzef) throws IOException {
    worker = token(retzef, "worker");
    national = token(retzef, "national");
  }

  public static void main(String[] arguments) throws Exception {
    new CommitToReport(arguments[0]).run();
  }

  void run() throws Exception {
    List<String> families = new ArrayList<>();
    for (int i = 0; i < committed.length(); i++) {
      families.add(registered());
    }
    System.out.printf("%d families registered; enrolling %d a second%n", families.size(), PER_SECOND);
    long before = counted();
    var enrolling = CompletableFuture.runAsync(() -> enrol(families));
    double[] delays = new double[committed.length()];
    for (int seen = 0; seen < delays.length; ) {
      long now = counted() - before;
      long answered = System.nanoTime();
      for (; seen < now; seen++) {
        long at = committed.get(seen);
        // an enrolment may count before its own answer has reached us
        delays[seen] = at == 0 ? 0 : (answered - at) / 1e6;
      }
      LockSupport.parkNanos(1_000_000);
      if (enrolling.isCompletedExceptionally()) {
        enrolling.join();
      }
    }
    double[] measured = Arrays.copyOfRange(delays, WARM_UP, delays.length);
    Arrays.sort(measured);
    System.out.printf(
        "commit to report, %d enrolments, ms: p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
        measured.length, at(measured, .5), at(measured, .9), at(measured, .99), at(measured, 1));
  }

  String registered() {
    String answer =
        post(
            "/families",
            """
            {"unit":"IL.SOUTH.A2630.D1","preferredLanguage":"he","phone":"0501234567",
             "address":{"street":"הגפן 3","city":"קריית גת"},
             "members":[{"givenName":"דוגמה","familyName":"מדידה","birthDate":"1988-05-20",
                         "sex":"FEMALE","relation":"HEAD"}]}
            """);
    Matcher id = ID.matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException(answer);
    }
    return id.group(1);
  }

  void enrol(List<String> families) {
    String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    String body = "{\"track\":\"NOSHMIM_ROUTINE\",\"startDate\":\"%s\"}".formatted(today);
    long start = System.nanoTime();
    for (int i = 0; i < families.size(); i++) {
      long due = start + i * 1_000_000_000L / PER_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      post("/families/" + families.get(i) + "/enrolments", body);
      committed.set(enrolled.getAndIncrement(), System.nanoTime());
    }
  }

  long counted() {
    Matcher active = ACTIVE.matcher(send(request("/reports/headline", national).GET()));
    return active.find() ? Long.parseLong(active.group(1)) : 0;
  }

  String post(String path, String body) {
    return send(
        request(path, worker)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(gateway + path))
        .header("Authorization", "Bearer " + token);
  }

  String send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static String token(String retzef, String login) throws IOException {
    Process process = new ProcessBuilder(retzef, "token", login).start();
    return new String(process.getInputStream().readAllBytes()).strip();
  }

  static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
