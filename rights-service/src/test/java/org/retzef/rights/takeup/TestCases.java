package org.retzef.rights.takeup;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.r2dbc.core.DatabaseClient;

/** Take-up cases as a worker opens them. */
record TestCases(Desk desk, DatabaseClient database) {

  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }

  static String stuck(String reason) {
    return "{\"reason\":\"%s\",\"on\":\"%s\"}".formatted(reason, today());
  }

  String opened(UUID family, String right) {
    return opened(Desk.WORKER, family, right);
  }

  String opened(String token, UUID family, String right) {
    return desk.created(
            token,
            "take-up-cases",
            "{\"familyId\":\"%s\",\"right\":\"%s\"}".formatted(family, right))
        .get("id")
        .asString();
  }

  UUID registered(String unit) {
    return new TestFamilies(database).registered(unit, 3, 2);
  }
}
