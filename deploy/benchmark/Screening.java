import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Screens families one after another at rights-service itself, each time with three new answers:
 * read, decided on all rights, written with cases and news, and answered with every reason. The
 * same again through the gateway. Bounded: {@value #FAMILIES} families, {@value #WARM_UP} and
 * {@value #MEASURED} screenings for each of the two.
 */
class Screening {

  static final int FAMILIES = 200;
  static final int WARM_UP = 3_000;
  static final int MEASURED = 3_000;
  static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final String gateway = address("GATEWAY", "8080");
  final String service = address("RIGHTS", "8084");
  final String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
  final String retzef;
  String worker;

  Screening(String retzef) throws IOException {
    this.retzef = retzef;
    this.worker = token(retzef);
  }

  public static void main(String[] arguments) throws Exception {
    new Screening(arguments[0]).run();
  }

  void run() throws Exception {
    List<String> families = new ArrayList<>();
    for (int i = 0; i < FAMILIES; i++) {
      families.add(registered());
    }
    for (String family : families) {
      for (int tries = 0; screen(service, family, 0).statusCode() == 404; tries++) {
        if (tries == 2_400) { // two minutes
          throw new IllegalStateException("rights-service was not told of " + family);
        }
        Thread.sleep(50);
      }
    }
    for (int round = 1; round <= 2; round++) {
      measure("rights-service", service, families);
      measure("through the gateway", gateway, families);
    }
  }

  void measure(String name, String at, List<String> families) throws Exception {
    worker = token(retzef);
    String load = load();
    double[] millis = new double[MEASURED];
    long bytes = 0;
    for (int i = -WARM_UP; i < MEASURED; i++) {
      String family = families.get(Math.floorMod(i, FAMILIES));
      long start = System.nanoTime();
      HttpResponse<String> answer = screen(at, family, Math.floorMod(i, 60));
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
        bytes += answer.body().length();
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "screening, %s, %d, ms: p50 %.1f  p90 %.1f  p99 %.1f  max %.1f; %d KiB each; load %s to %s%n",
        name,
        MEASURED,
        at(millis, .5),
        at(millis, .9),
        at(millis, .99),
        at(millis, 1),
        bytes / MEASURED / 1024,
        load,
        load());
  }

  HttpResponse<String> screen(String at, String family, int more) {
    return post(
        at + "/screenings",
        """
        {"familyId":"%s","asOf":"%s","answers":[{"fact":"person.age","value":%d},
         {"fact":"person.isResident","value":true},{"fact":"child.age","value":7}]}
        """
            .formatted(family, today, 25 + more / 2));
  }

  String registered() {
    var answer =
        post(
            gateway + "/families",
            """
            {"unit":"IL.SOUTH.A2630.D1","preferredLanguage":"he","phone":"0501234567",
             "address":{"street":"הגפן 3","city":"קריית גת"},
             "members":[{"givenName":"דוגמה","familyName":"מדידה","birthDate":"1988-05-20",
                         "sex":"FEMALE","relation":"HEAD"},
                        {"givenName":"ילדה","familyName":"מדידה","birthDate":"2019-05-20",
                         "sex":"FEMALE","relation":"CHILD"}]}
            """);
    Matcher id = ID.matcher(answer.body());
    if (answer.statusCode() != 201 || !id.find()) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return id.group(1);
  }

  HttpResponse<String> post(String address, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(address))
              .header("Authorization", "Bearer " + worker)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static String address(String program, String port) {
    return "http://localhost:%s/api/v1"
        .formatted(System.getenv().getOrDefault("RETZEF_" + program + "_PORT", port));
  }

  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException noLinux) {
      return "?";
    }
  }

  static String token(String retzef) throws IOException {
    Process process = new ProcessBuilder(retzef, "token", "worker").start();
    return new String(process.getInputStream().readAllBytes()).strip();
  }

  static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
