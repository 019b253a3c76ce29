package org.retzef.rights;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.r2dbc.core.DatabaseClient;

/** Families as family-service tells them. */
public final class TestFamilies {

  private final DatabaseClient database;

  public TestFamilies(DatabaseClient database) {
    this.database = database;
  }

  public UUID registered(String unit, int members, int minors) {
    return registered(unit, members, minors, 1).getFirst();
  }

  public List<UUID> registered(String unit, int members, int minors, int howMany) {
    List<UUID> families = Stream.generate(UUID::randomUUID).limit(howMany).toList();
    try (var events = TestEvents.on("retzef.family.events")) {
      families.forEach(
          family ->
              events.publish(
                  TestEvent.of(
                      "org.retzef.family.registered.v1",
                      family.toString(),
                      1,
                      registered(family, unit, members, minors))));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> areKnown(families));
    return families;
  }

  private boolean areKnown(List<UUID> families) {
    return database
            .sql("select count(*) as n from known_family where id = any(:ids)")
            .bind("ids", families.toArray(UUID[]::new))
            .map(row -> row.get("n", Long.class))
            .one()
            .block()
        == families.size();
  }

  private static String registered(UUID family, String unit, int members, int minors) {
    return """
        {"familyId":"%s","unit":"%s","preferredLanguage":"ar","members":%d,"minors":%d,
         "registeredAt":"2026-01-12T08:15:30.123456Z"}"""
        .formatted(family, unit, members, minors);
  }
}
