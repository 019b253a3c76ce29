package org.retzef.basket;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.r2dbc.core.DatabaseClient;

/** A worker's tie to a family, as family-service tells of it. */
public record DeclaredConflict(DatabaseClient database, UUID id, String family, String worker) {

  public static DeclaredConflict of(DatabaseClient database, String family, String worker) {
    var conflict = new DeclaredConflict(database, UUID.randomUUID(), family, worker);
    conflict.tell("DECLARED", 1);
    return conflict;
  }

  /** Of the family that has this basket. */
  public static DeclaredConflict with(DatabaseClient database, AskedBasket basket, String worker) {
    return of(database, basket.worker().read(basket.path()).get("familyId").asString(), worker);
  }

  public void end() {
    tell("ENDED", 2);
  }

  private void tell(String status, long sequence) {
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(
          TestEvent.of(
              "org.retzef.conflict-of-interest.changed.v1",
              id.toString(),
              sequence,
              """
              {"conflictId": "%s", "familyId": "%s", "worker": "%s", "status": "%s",
               "declaredAt": "2026-01-15T08:30:00Z", "endedAt": null}
              """
                  .formatted(id, family, sha256(worker), status)));
    }
    await().until(this::isOver, Boolean.valueOf(status.equals("ENDED"))::equals);
  }

  /** Null while nothing was heard of it. */
  private Boolean isOver() {
    return database
        .sql("select ended from conflict_of_interest where id = :id")
        .bind("id", id)
        .mapValue(Boolean.class)
        .one()
        .block();
  }

  public static String sha256(String subject) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(subject.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
