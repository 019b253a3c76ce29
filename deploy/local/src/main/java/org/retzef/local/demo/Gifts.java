package org.retzef.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.retzef.local.settings.Port;

/** What donors gave: computers and parcels of food. */
final class Gifts {

  private static final Pattern DONE = Pattern.compile("\"status\":\"DONE\"");
  private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofSeconds(1);
  private static final int TRIES = 60;

  private final Desk desk;
  private final Size size;
  private final Progress progress;
  private final Path folder;

  Gifts(Desk desk, Size size, Progress progress, Path folder) {
    this.desk = desk;
    this.size = size;
    this.progress = progress;
    this.folder = folder;
  }

  void give(List<String> families) {
    progress.now("giving what was donated");
    give("RASHI_FOUNDATION", "COMPUTER", "2020-04-26", families.subList(0, size.computers()));
    give("JDC_ASHALIM", "FOOD_PARCEL", "2020-06-14", families.subList(0, size.parcels()));
  }

  private void give(String donor, String kind, String day, List<String> families) {
    String donation =
        desk.post(
                Port.BASKET,
                "basket",
                "donation/" + kind,
                "/donations",
                """
                {"donor": "%s", "kind": "%s", "quantity": %d, "receivedOn": "%s"}
                """
                    .formatted(donor, kind, families.size(), day))
            .id();
    Path file = file(kind, day, families);
    String imports = "/donations/" + donation + "/distributions/imports";
    for (int attempt = 0; !isWhole(imports, file, kind + "/" + attempt); attempt++) {
      if (attempt == TRIES) {
        throw new IllegalStateException("Not every family can be given a " + kind);
      }
      YearClock.pause(BEFORE_THE_NEXT_TRY);
    }
    progress.step(families.size());
  }

  /** A family of which the service has not heard yet is refused; the file is sent again then. */
  private boolean isWhole(String imports, Path file, String step) {
    String id = desk.upload(Port.BASKET, "basket", "gifts/" + step, imports, Desk.file(file)).id();
    String path = imports + "/" + id;
    desk.await(Port.BASKET, "basket", path, DONE);
    return desk.get(Port.BASKET, "basket", path).contains("\"refused\":0");
  }

  private Path file(String kind, String day, List<String> families) {
    String rows =
        families.stream()
            .map(
                family ->
                    "{\"familyId\": \"%s\", \"quantity\": 1, \"distributedOn\": \"%s\"}%n"
                        .formatted(family, day))
            .collect(Collectors.joining());
    try {
      return Files.writeString(folder.resolve(kind + ".ndjson"), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
