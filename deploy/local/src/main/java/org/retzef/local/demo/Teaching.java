package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.retzef.local.demo.Journal.Made;
import org.retzef.local.settings.Port;

/**
 * Sessions for workers, on site in winter and remote since; workshops in centres and authorities.
 */
final class Teaching {

  private static final String HOLDER = "training";
  private static final List<String> TRAINEES = List.of("worker", "head", "lead");
  private static final List<LocalDate> ON_SITE =
      List.of(LocalDate.of(2020, 2, 4), LocalDate.of(2020, 2, 18));
  private static final List<LocalDate> REMOTE =
      IntStream.range(0, 10).mapToObj(i -> LocalDate.of(2020, 6, 23).plusDays(8L * i)).toList();

  private final Desk desk;
  private final Progress progress;
  private final Country country;

  Teaching(Desk desk, Progress progress, Country country) {
    this.desk = desk;
    this.progress = progress;
    this.country = country;
  }

  /** Sessions are agreed ahead, and the first trainees put their names down. */
  void plan() {
    progress.now("planning trainings");
    String course =
        desk.post(
                Port.TRAINING,
                HOLDER,
                "course",
                "/courses",
                """
                {"code": "DEMO_RIGHTS", "nameHe": "מיצוי זכויות בשגרת חירום (הדגמה)",
                 "nameEn": "Take-up of rights in an emergency routine (demo)", "language": "he",
                 "audience": ["SOCIAL_WORKER"], "hours": 3}
                """)
            .id();
    List<Runnable> all = new ArrayList<>();
    ON_SITE.forEach(day -> all.add(() -> plan(course, day, "ON_SITE")));
    REMOTE.forEach(day -> all.add(() -> plan(course, day, "REMOTE")));
    all.forEach(Runnable::run);
  }

  private void plan(String course, LocalDate day, String mode) {
    Made session =
        desk.post(
            Port.TRAINING,
            HOLDER,
            "session/" + day,
            "/sessions",
            """
            {"courseId": "%s", "unit": "IL.SOUTH", "mode": "%s", "startsAt": "%sT07:00:00Z",
             "minutes": 180, "capacity": 15, "programmes": ["NOSHMIM", "MAPA"]}
            """
                .formatted(course, mode, day));
    String path = "/sessions/" + session.id();
    Made checked =
        put(
            "checked/" + day,
            path + "/infrastructure-check",
            "{\"computers\": 10, \"internet\": true}",
            session.version());
    put("confirmed/" + day, path + "/confirmation", "{}", checked.version());
    TRAINEES.forEach(trainee -> seat(trainee, day, path));
  }

  private Made seat(String trainee, LocalDate day, String path) {
    return desk.post(
        Port.TRAINING,
        trainee,
        "seat/" + day + "/" + trainee,
        path + "/registrations",
        "{\"waitIfFull\": false}");
  }

  void holdOnSite() {
    ON_SITE.forEach(this::hold);
  }

  void holdRemote() {
    progress.now("holding trainings");
    REMOTE.forEach(this::hold);
  }

  private void hold(LocalDate day) {
    String path = "/sessions/" + desk.made("session/" + day).id();
    List<String> seats = TRAINEES.stream().map(one -> seat(one, day, path).id()).toList();
    Made attended =
        put(
            "attended/" + day,
            path + "/attendance",
            seats.stream().collect(Collectors.joining("\", \"", "{\"registrations\": [\"", "\"]}")),
            desk.made("confirmed/" + day).version());
    put(
        "closed/" + day,
        path + "/closure",
        "{\"contactWorkers\": [\"%s\"]}".formatted(seats.getFirst()),
        attended.version());
    progress.step(1);
  }

  private Made put(String step, String path, String json, long version) {
    return desk.change("PUT", Port.TRAINING, HOLDER, step, path, json, version);
  }

  static int sessions() {
    return ON_SITE.size() + REMOTE.size();
  }

  void holdWorkshops() {
    progress.now("holding workshops");
    List<Runnable> all = new ArrayList<>();
    for (int i = 0; i < Size.PATIENT_RIGHTS_CENTRES; i++) {
      int number = i;
      all.add(() -> hold("PATIENT_RIGHTS", country.centres().get(number), number));
    }
    for (int i = 0; i < Size.DIGITAL_LITERACY_AUTHORITIES; i++) {
      int number = i;
      all.add(() -> hold("DIGITAL_LITERACY", country.authority(number), number));
    }
    desk.all(all);
  }

  private void hold(String kind, String unit, int number) {
    desk.post(
        Port.TRAINING,
        HOLDER,
        "workshop/" + kind + "/" + unit,
        "/workshops",
        """
        {"kind": "%s", "unit": "%s", "heldOn": "%s", "audience": "BOTH", "participants": %d}
        """
            .formatted(kind, unit, Country.day(number), 8 + number % 9));
    progress.step(1);
  }
}
