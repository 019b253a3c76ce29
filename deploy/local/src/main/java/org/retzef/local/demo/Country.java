package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.retzef.local.settings.Port;

/** Where the year happens: centres that are open, the plan of seats, the money. */
final class Country {

  private static final Pattern CENTRE =
      Pattern.compile("\"path\":\"(IL\\.[A-Z_.0-9]+\\.D1\\.C1)\"");
  private static final String NATIONAL = "national";

  private final Desk desk;
  private final Size size;
  private final Progress progress;
  private final List<String> centres = new ArrayList<>();

  Country(Desk desk, Size size, Progress progress) {
    this.desk = desk;
    this.size = size;
    this.progress = progress;
  }

  /** Opens the centres: one in each locality, two in the first few. */
  void open() {
    progress.now("opening Otzma centres");
    List<String> known = desk.list(Port.FAMILY, NATIONAL, "/units?limit=200", CENTRE);
    centres.addAll(known.subList(0, Size.LOCALITIES));
    desk.all(centres.stream().<Runnable>map(centre -> () -> wasOpen(centre)).toList());
    List<String> second =
        centres.subList(0, Size.CENTRES - Size.LOCALITIES).stream()
            .map(centre -> centre.replace(".C1", ".C2"))
            .toList();
    desk.all(second.stream().<Runnable>map(centre -> () -> add(centre)).toList());
    centres.addAll(second);
    plans();
    money();
  }

  private void wasOpen(String centre) {
    desk.change(
        "PATCH",
        Port.FAMILY,
        NATIONAL,
        "opened/" + centre,
        "/units/" + centre,
        "{\"openedOn\": \"2016-09-01\"}",
        1);
    progress.step(1);
  }

  private void add(String centre) {
    desk.post(
        Port.FAMILY,
        NATIONAL,
        "centre/" + centre,
        "/units",
        """
        {"path": "%s", "nameHe": "מרכז עוצמה שני (הדגמה)", "nameEn": "Second Otzma centre (demo)",
         "openedOn": "2018-02-01"}
        """
            .formatted(centre));
    progress.step(1);
  }

  /** The tracks of Noshmim share the seats of its plan. */
  private void plans() {
    int special = size.noshmimSeats() / 10;
    plan("NOSHMIM_ROUTINE", size.noshmimSeats() - 2 * special);
    plan("NOSHMIM_SOLDIERS", special);
    plan("NOSHMIM_SINGLE_PARENT", special);
    plan("MAPA", size.mapaSeats());
  }

  private void plan(String track, int seats) {
    desk.post(
        Port.FAMILY,
        NATIONAL,
        "plan/" + track,
        "/track-plans",
        """
        {"track": "%s", "unit": "IL", "from": "2020-01-01", "until": "2020-12-31", "seats": %d,
         "publishedOn": "2020-01-05"}
        """
            .formatted(track, seats));
  }

  private void money() {
    int special = size.noshmimSeats() / 10;
    String rows =
        String.join(
            ", ",
            row("NOSHMIM_ROUTINE", size.noshmimSeats() - 2 * special),
            row("NOSHMIM_SOLDIERS", special),
            row("NOSHMIM_SINGLE_PARENT", special),
            row("MAPA", size.mapaSeats()));
    desk.post(
        Port.BASKET,
        "basket",
        "budget",
        "/budgets",
        "{\"year\": 2020, \"rows\": [%s]}".formatted(rows));
  }

  private static String row(String track, int families) {
    return "{\"track\": \"%s\", \"families\": %d, \"basket\": \"8000.00\", \"total\": \"%d.00\"}"
        .formatted(track, families, families * 8000L);
  }

  /** All centres, the second ones last. */
  List<String> centres() {
    return centres;
  }

  /** The departments of the localities, one each. */
  String department(int number) {
    String centre = centres.get(number % Size.LOCALITIES);
    return centre.substring(0, centre.length() - ".C1".length());
  }

  String authority(int number) {
    String department = department(number);
    return department.substring(0, department.length() - ".D1".length());
  }

  /** A day of the months from March to September, the same for the same number. */
  static LocalDate day(int number) {
    return LocalDate.of(2020, 3, 16).plusDays(number * 37L % 180);
  }
}
