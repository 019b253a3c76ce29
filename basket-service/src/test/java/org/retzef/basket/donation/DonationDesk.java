package org.retzef.basket.donation;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who takes in what is donated, and families that it may be given to. */
record DonationDesk(WebTestClient http, DatabaseClient database) {

  Desk manager() {
    return Desk.basketManager(http);
  }

  /** Answers the donation's id. */
  String donates(String donor, String kind, int quantity, String day) {
    return Answers.id(
        manager()
            .post(
                "/donations",
                "{\"donor\": \"%s\", \"kind\": \"%s\", \"quantity\": %d, \"receivedOn\": \"%s\"}"
                    .formatted(donor, kind, quantity, day)));
  }

  WebTestClient.ResponseSpec gives(String donation, UUID family, int quantity, String day) {
    return manager()
        .post(
            "/donations/" + donation + "/distributions",
            "{\"familyId\": \"%s\", \"quantity\": %d, \"distributedOn\": \"%s\"}"
                .formatted(family, quantity, day));
  }

  List<UUID> knownFamilies(int count) {
    List<UUID> families = Stream.generate(UUID::randomUUID).limit(count).toList();
    database
        .sql("insert into known_family select id, 'IL.SOUTH.A2630.D1' from unnest(:ids::uuid[]) id")
        .bind("ids", families.toArray(UUID[]::new))
        .then()
        .block();
    return families;
  }

  /** As soon as it is heard of. */
  void knows(UUID family) {
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.registered.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"unit\":\"%s\"}".formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .until(
            () ->
                database
                    .sql("select 1 as known from known_family where family_id = :id")
                    .bind("id", family)
                    .map(row -> true)
                    .one()
                    .blockOptional()
                    .orElse(false));
  }
}
