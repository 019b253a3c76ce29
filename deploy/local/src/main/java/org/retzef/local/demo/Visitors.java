package org.retzef.local.demo;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.retzef.local.settings.Port;

/** People who come to Otzma centres, with or without a family in a programme. */
final class Visitors {

  private final Desk desk;
  private final Size size;
  private final Progress progress;
  private final Country country;
  private final MadeUp people = new MadeUp(12_000);

  Visitors(Desk desk, Size size, Progress progress, Country country) {
    this.desk = desk;
    this.size = size;
    this.progress = progress;
    this.country = country;
  }

  /** Each centre sends the list that it has. */
  void come() {
    progress.now("welcoming people in Otzma centres");
    List<StringBuilder> lists =
        country.centres().stream().map(centre -> new StringBuilder()).toList();
    for (int i = 0; i < size.serviceUsers(); i++) {
      lists.get(i % Size.CENTRES).append(person(i));
    }
    desk.all(
        IntStream.range(0, Size.CENTRES)
            .<Runnable>mapToObj(i -> () -> send(country.centres().get(i), lists.get(i).toString()))
            .toList());
  }

  private void send(String centre, String list) {
    desk.upload(
        Port.FAMILY,
        "demo-desk",
        "visitors/" + centre,
        "/centres/" + centre + "/service-users/imports",
        BodyPublishers.ofString(list));
    progress.step(list.lines().count());
  }

  private String person(int number) {
    String language = people.language(number);
    return """
    {"rowKey": "demo-%d", "givenName": "%s", "familyName": "%s", "birthDate": "%s", "sex": "%s", "joinedOn": "%s"}
    """
        .formatted(
            number,
            people.givenName(language),
            people.familyName(language),
            people.adult(),
            people.below(3) == 0 ? "MALE" : "FEMALE",
            "2019-%02d-%02d".formatted(1 + number % 12, 1 + number % 28));
  }
}
