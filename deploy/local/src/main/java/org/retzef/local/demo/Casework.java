package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.retzef.local.demo.Journal.Made;
import org.retzef.local.settings.Port;

/**
 * The emergency, how families and their members are, which rights they take up, who asks for
 * advice.
 */
final class Casework {

  private static final Pattern HEAD_OF =
      Pattern.compile("\"id\":\"([^\"]+)\"(?:(?!\"id\":).)*\"relation\":\"HEAD\"");
  private static final String DESK = "demo-desk";

  /** Of a hundred, as the newsletter tells [S1]. */
  private static final int MORE_CONTACT = 35;

  private static final int CONTACT_AS_BEFORE = 90;
  private static final int DECLINED = 33;
  private static final int HOURS_CUT = 30;
  private static final int DISMISSED = 50;
  private static final int HARMED = 66;
  private static final int TAKEN_UP = 54;
  private static final int BEGUN = 88;

  private static final List<String> RIGHTS =
      List.of("ELECTRICITY_DISCOUNT", "WATER_DISCOUNT", "ARNONA_LOW_INCOME", "INCOME_SUPPORT");
  private static final List<String> TOPICS = List.of("DEBT", "LOAN", "BENEFITS", "HOUSING");

  private final Desk desk;
  private final Progress progress;
  private final Country country;

  Casework(Desk desk, Progress progress, Country country) {
    this.desk = desk;
    this.progress = progress;
    this.country = country;
  }

  void declareTheEmergency() {
    desk.post(
        Port.FAMILY,
        "national",
        "emergency",
        "/units/IL/emergency-overlays",
        """
        {"name": "קורונה (הדגמה)", "form": "EMERGENCY_2020", "from": "2020-03-15",
         "to": "2020-12-31"}
        """);
  }

  void assess(List<String> families, LocalDate day) {
    progress.now("asking families how they are");
    desk.all(
        IntStream.range(0, Size.ASKED)
            .<Runnable>mapToObj(i -> () -> assess(i, families.get(i), day))
            .toList());
  }

  private void assess(int number, String family, LocalDate day) {
    String path = "/families/" + family;
    Matcher head = HEAD_OF.matcher(desk.get(Port.FAMILY, DESK, path + "/members"));
    if (!head.find()) {
      throw new IllegalStateException("A family without a head: " + family);
    }
    String member = head.group(1);
    desk.post(
        Port.FAMILY,
        DESK,
        "assessment/" + number,
        path + "/assessments",
        """
        {"assessedOn": "%s", "answers": {"contactIntensity": "%s", "emotionalState": {"%s": "%s"},
         "workedBefore": {"%s": true}, "workHarm": {"%s": "%s"}}}
        """
            .formatted(
                day,
                number < MORE_CONTACT ? "MORE" : number < CONTACT_AS_BEFORE ? "UNCHANGED" : "LESS",
                member,
                number < DECLINED ? "DECLINED" : "UNCHANGED",
                member,
                member,
                harm(number)));
    progress.step(1);
  }

  private static String harm(int number) {
    if (number < HOURS_CUT) {
      return "CUT_HOURS";
    }
    return number < DISMISSED ? "DISMISSED" : number < HARMED ? "UNPAID_LEAVE" : "NONE";
  }

  void openCases(List<String> families) {
    progress.now("taking up rights");
    desk.all(
        IntStream.range(0, Size.ASKED)
            .<Runnable>mapToObj(i -> () -> openCase(i, families.get(i)))
            .toList());
  }

  private Made openCase(int number, String family) {
    return desk.post(
        Port.RIGHTS,
        DESK,
        "case/" + number,
        "/take-up-cases",
        "{\"familyId\": \"%s\", \"right\": \"%s\"}"
            .formatted(family, RIGHTS.get(number % RIGHTS.size())));
  }

  void beginCases(List<String> families, LocalDate day) {
    desk.all(
        IntStream.range(0, BEGUN)
            .<Runnable>mapToObj(i -> () -> begin(i, openCase(i, families.get(i)), day))
            .toList());
  }

  private Made begin(int number, Made opened, LocalDate day) {
    return desk.change(
        "POST",
        Port.RIGHTS,
        DESK,
        "case-begun/" + number,
        "/take-up-cases/" + opened.id() + "/progress",
        "{\"on\": \"%s\"}".formatted(day),
        opened.version());
  }

  void closeCases(List<String> families, LocalDate begun, LocalDate day) {
    progress.now("taking up rights");
    desk.all(
        IntStream.range(0, TAKEN_UP)
            .<Runnable>mapToObj(i -> () -> close(i, openCase(i, families.get(i)), begun, day))
            .toList());
    progress.step(Size.ASKED);
  }

  private void close(int number, Made opened, LocalDate begun, LocalDate day) {
    desk.change(
        "POST",
        Port.RIGHTS,
        DESK,
        "case-closed/" + number,
        "/take-up-cases/" + opened.id() + "/result",
        """
        {"result": "TAKEN_UP", "worth": "%d.00", "worthPeriod": "YEARLY", "on": "%s"}
        """
            .formatted(400 + number * 10, day),
        begin(number, opened, begun).version());
  }

  void enquire() {
    progress.now("asking for legal advice");
    desk.all(IntStream.range(0, Size.ENQUIRIES).<Runnable>mapToObj(i -> () -> enquire(i)).toList());
  }

  private void enquire(int number) {
    desk.post(
        Port.RIGHTS,
        DESK,
        "enquiry/" + number,
        "/enquiries",
        """
        {"unit": "%s", "line": "STAFF_LEGAL_LINE", "topic": "%s", "askedAt": "%sT09:00:00Z"}
        """
            .formatted(
                country.department(number),
                TOPICS.get(number % TOPICS.size()),
                Country.day(number)));
    progress.step(1);
  }
}
