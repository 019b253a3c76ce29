import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed rate, whether or not the last answer has come, and measures each from the moment at
 * which it was due: {@code java FixedRate.java ADDRESS TOKEN RATE SECONDS}. Prints the median, the
 * 99th percentile and the maximum in milliseconds, and how many answers were not 200.
 */
class FixedRate {

  public static void main(String[] arguments) {
    int rate = Integer.parseInt(arguments[2]);
    int warmUp = rate * 5;
    int requests = warmUp + rate * Integer.parseInt(arguments[3]);
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var request = HttpRequest.newBuilder(URI.create(arguments[0])).timeout(Duration.ofSeconds(10));
    if (!arguments[1].isEmpty()) {
      request.header("Authorization", "Bearer " + arguments[1]);
    }
    HttpRequest ready = request.build();
    long[] nanos = new long[requests];
    var bad = new AtomicInteger();
    var all = new CompletableFuture<?>[requests];
    long begin = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      long due = begin + i * 1_000_000_000L / rate;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int at = i;
      all[i] =
          http.sendAsync(ready, BodyHandlers.discarding())
              .whenComplete(
                  (answer, failure) -> {
                    nanos[at] = System.nanoTime() - due;
                    if (failure != null || answer.statusCode() != 200) {
                      bad.incrementAndGet();
                    }
                  });
    }
    CompletableFuture.allOf(all).exceptionally(failure -> null).join();
    long[] measured = Arrays.copyOfRange(nanos, warmUp, requests);
    Arrays.sort(measured);
    System.out.printf(
        "%.2f %.2f %.2f %d%n",
        measured[measured.length / 2] / 1e6,
        measured[measured.length * 99 / 100] / 1e6,
        measured[measured.length - 1] / 1e6,
        bad.get());
    System.exit(0);
  }
}
