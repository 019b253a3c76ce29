package org.retzef.reporting.training;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;

/** People who came to sessions. */
@RetzefIT
class AttendanceFiguresIT {

  private static final String TRAINED = "/api/v1/indicators/people_trained?by=authority&";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();
  private final UUID session = UUID.randomUUID();

  @Test
  void countsWhomTheLastListOfASessionNames() {
    record(session, came("A1", 5), came("A2", 3));
    record(UUID.randomUUID(), came("A2", 4));
    district.awaitItems(TRAINED, district + ".A1 5", district + ".A2 7");
    record(session, came("A1", 6));
    district.awaitItems(TRAINED, district + ".A1 6", district + ".A2 4");
    record(session);
    district.awaitItems(TRAINED, district + ".A1 0", district + ".A2 4");
  }

  private String came(String authority, int people) {
    return "{\"unit\": \"%s.%s.D1\", \"attended\": %d}".formatted(district, authority, people);
  }

  private void record(UUID id, String... departments) {
    district.tell(
        "attendance.recorded",
        id,
        """
        {"sessionId": "%s", "heldOn": "2019-03-01", "afterClosure": false, "departments": [%s]}
        """
            .formatted(id, String.join(", ", departments)));
  }
}
