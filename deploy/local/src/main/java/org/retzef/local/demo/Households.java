package org.retzef.local.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.retzef.local.settings.Port;

/** The families, as one file that the former system might have left. */
final class Households {

  private static final Pattern FAMILY = Pattern.compile("\"familyId\":\"([^\"]+)\"");
  private static final Pattern ENDED = Pattern.compile("\"state\":\"(?:DONE|REFUSED|FAILED)\"");

  private final Desk desk;
  private final Size size;
  private final Progress progress;
  private final Country country;
  private final Path folder;
  private final MadeUp people = new MadeUp(2020);

  Households(Desk desk, Size size, Progress progress, Country country, Path folder) {
    this.desk = desk;
    this.size = size;
    this.progress = progress;
    this.country = country;
    this.folder = folder;
  }

  int count() {
    return size.noshmim() + size.mapa() + size.graduates();
  }

  void takeIn() {
    progress.now("taking in families");
    if (!Files.exists(file())) {
      write();
    }
    String id =
        desk.upload(Port.FAMILY, "national", "families", "/family-imports", Desk.file(file())).id();
    String path = "/family-imports/" + id;
    desk.await(Port.FAMILY, "national", path, ENDED);
    String report = desk.get(Port.FAMILY, "national", path);
    if (!report.contains("\"state\":\"DONE\"")) {
      throw new IllegalStateException("The families were not taken in: " + report);
    }
    progress.step(count());
  }

  /** Families that are active in the largest track, always in the same order. */
  List<String> active() {
    return desk.list(
        Port.FAMILY,
        "demo-head",
        "/enrolments?track=NOSHMIM_ROUTINE&status=ACTIVE&limit=200",
        FAMILY);
  }

  private Path file() {
    return folder.resolve("families.ndjson");
  }

  private void write() {
    Path draft = folder.resolve("families.draft");
    try (BufferedWriter out = Files.newBufferedWriter(draft)) {
      for (int i = 0; i < count(); i++) {
        out.write(family(i, enrolment(i)));
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Files.move(draft, file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String enrolment(int number) {
    if (number >= size.noshmim() + size.mapa()) {
      LocalDate start = LocalDate.of(2016, 1, 3).plusDays(number * 11L % 700);
      return """
      {"track": "NOSHMIM_ROUTINE", "startDate": "%s", "status": "GRADUATED", "endDate": "%s", "reason": "GOALS_REACHED"}\
      """
          .formatted(start, start.plusYears(2));
    }
    String track = number < size.noshmim() ? noshmimTrack(number) : "MAPA";
    return "{\"track\": \"%s\", \"startDate\": \"%s\"}"
        .formatted(track, LocalDate.of(2020, 1, 1 + number % 12));
  }

  /** The first ones are where the tracks for soldiers and for single parents run. */
  private String noshmimTrack(int number) {
    int special = size.noshmimSeats() / 10;
    return number < special / 2
        ? "NOSHMIM_SOLDIERS"
        : number < special ? "NOSHMIM_SINGLE_PARENT" : "NOSHMIM_ROUTINE";
  }

  private String department(int number) {
    int special = size.noshmimSeats() / 10;
    if (number < special / 2) {
      return country.department(number % Size.SOLDIERS_AUTHORITIES);
    }
    return number < special
        ? country.department(number % Size.SINGLE_PARENT_LOCALITIES)
        : country.department(number);
  }

  private String family(int number, String enrolment) {
    String language = people.language(number);
    String name = people.familyName(language);
    var members = new StringJoiner(", ");
    members.add(
        "{%s, \"nationalId\": \"%s\", \"relation\": \"HEAD\"}"
            .formatted(
                person(people.givenName(language), name, people.adult(), "FEMALE"),
                MadeUp.nationalId(number)));
    int children = number < size.noshmim() ? 1 + people.below(3) : 1;
    for (int child = 0; child < children; child++) {
      String sex = people.below(2) == 0 ? "FEMALE" : "MALE";
      members.add(
          "{%s, \"relation\": \"CHILD\"}"
              .formatted(person(people.givenName(language), name, people.child(), sex)));
    }
    return """
    {"familyKey": "demo-%d", "unit": "%s", "preferredLanguage": "%s", "phone": "%s", \
    "address": {"street": "רחוב לדוגמה %d", "city": "עיר לדוגמה"}, "members": [%s], "enrolments": [%s]}"""
        .formatted(
            number,
            department(number),
            language,
            MadeUp.phone(number),
            1 + number % 200,
            members,
            enrolment);
  }

  private static String person(String given, String family, LocalDate born, String sex) {
    return """
    "givenName": "%s", "familyName": "%s", "birthDate": "%s", "sex": "%s\""""
        .formatted(given, family, born, sex);
  }
}
