package org.retzef.local.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Settings;

/**
 * A first run after a build, on real requests, from which each JVM remembers what it loaded and
 * compiled. It halves every start from then on; without it everything works, only slower.
 */
record Training(Settings settings, Startup startup, Shutdown shutdown) {
  private static final int ROUNDS = 5;

  /** Reading only: a training must leave no trace in the data. */
  private static final List<String> READS =
      List.of(
          "/api/v1/families?limit=5",
          "/api/v1/families?query=000000018",
          "/api/v1/units",
          "/api/v1/programmes",
          "/api/v1/baskets?familyId=00000000-0000-7000-8000-000000000000",
          "/api/v1/categories",
          "/api/v1/courses",
          "/api/v1/rights",
          "/api/v1/reports/headline",
          "/docs",
          "/docs/openapi/family-service.json",
          "/actuator/health");

  /** {@code RETZEF_TRAINING=off} saves a test that starts everything once the time. */
  static boolean isWanted() {
    return !"off".equals(System.getenv("RETZEF_TRAINING"));
  }

  void run(List<UnpackedProgram> programs) {
    Instant start = Instant.now();
    Screen.say("Training the JVMs once after this build, so that they start faster");
    try {
      startup.start(programs, true);
      exercise();
    } finally {
      shutdown.all();
    }
    Screen.say("Trained in %d s.".formatted(Screen.secondsSince(start)));
  }

  private void exercise() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int round = 0; round < ROUNDS; round++) {
        String token = new Tokens(settings).forLogin("worker");
        for (String path : READS) {
          var request =
              HttpRequest.newBuilder(URI.create(settings.url(Port.GATEWAY) + path))
                  .timeout(Duration.ofSeconds(10))
                  .header("Authorization", "Bearer " + token)
                  .build();
          http.send(request, BodyHandlers.discarding());
        }
      }
    } catch (IOException e) {
      Screen.complain("The training was cut short: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Sentence.failed("Interrupted.");
    }
  }
}
