package org.retzef.local.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.retzef.local.demo.Journal.Made;
import org.retzef.local.settings.Port;

/** The evaluation's questionnaires: drafted, published, handed out, answered by nobody known. */
final class Questionnaires {

  /** Districts' ways of handing out, so that answers do not wait for one another. */
  private static final int PLACES = 20;

  private final Desk desk;
  private final Size size;
  private final Progress progress;
  private final Country country;

  Questionnaires(Desk desk, Size size, Progress progress, Country country) {
    this.desk = desk;
    this.size = size;
    this.progress = progress;
    this.country = country;
  }

  void areAnswered() {
    progress.now("answering questionnaires");
    ask("FAMILY", "שאלון למשפחות (הדגמה)", size.familyQuestionnaires());
    ask("WORKER", "שאלון לצוותים (הדגמה)", size.workerQuestionnaires());
  }

  private void ask(String audience, String name, int answers) {
    Made draft =
        desk.post(
            Port.FAMILY,
            "national",
            "questionnaire/" + audience,
            "/questionnaires",
            """
            {"audience": "%s", "mode": "EMERGENCY", "nameHe": "%s", "definition": {"fields": [
              {"code": "helped", "type": "RATING", "labelHe": "עד כמה עזר לך הקשר עם המחלקה?"}]}}
            """
                .formatted(audience, name));
    String path = "/questionnaires/" + draft.id();
    desk.post(
        Port.FAMILY,
        "national",
        "published/" + audience,
        path + "/publication",
        "{}",
        draft.version());
    List<Runnable> all = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      answer(audience, path, place, answers / PLACES + (place < answers % PLACES ? 1 : 0), all);
    }
    Collections.shuffle(all, new Random(answers)); // who answers the same waits for each other
    desk.all(all);
  }

  private void answer(String audience, String path, int place, int answers, List<Runnable> all) {
    if (answers == 0) {
      return;
    }
    String step = audience + "/" + place;
    String handedOut =
        desk.post(
                Port.FAMILY,
                "national",
                "handed-out/" + step,
                path + "/distributions",
                "{\"unit\": \"%s\", \"count\": %d}"
                    .formatted(country.department(place), answers * 5 / 4 + 1))
            .id();
    for (int i = 0; i < answers; i++) {
      int number = i;
      all.add(() -> answer(step + "/" + number, path, handedOut, number));
    }
  }

  private void answer(String step, String path, String handedOut, int number) {
    desk.post(
        Port.FAMILY,
        "demo-desk",
        "answer/" + step,
        path + "/responses",
        """
        {"distributionId": "%s", "language": "%s", "answers": {"helped": %d}}
        """
            .formatted(handedOut, number % 3 == 2 ? "ar" : "he", 2 + number % 4));
    progress.step(1);
  }
}
