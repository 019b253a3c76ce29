package org.retzef.reporting.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.OwnDistrict;

/** Which authorities a centre serves, day by day. */
@RetzefIT
class LocalityFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void countsALocalityWhileACentreServesIt() {
    serve("2019-01-10", "A1", "A2");
    awaitLocalities("2019-01-02", 2);
    serve("2019-02-10", "A1");
    awaitLocalities("2019-02-10", 1);
    serve("2019-03-05", "A1", "A2", "A3");
    awaitLocalities("2019-03-05", 3);
    assertThat(
            Stream.of("2018-12-31", "2019-01-01", "2019-02-09", "2019-02-10", "2019-03-04")
                .map(this::localities)
                .toList())
        .isEqualTo(List.of(0L, 2L, 2L, 1L, 1L));
  }

  private void serve(String day, String... authorities) {
    String centre = district + ".A1.D1.C1";
    district
        .feed()
        .tell(
            Feed.at(
                LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC),
                district
                    .feed()
                    .next(
                        "org.retzef.unit.changed.v1",
                        centre,
                        """
                        {"unit": "%s", "kind": "OTZMA_CENTRE", "nameHe": "מרכז",
                         "hasNoshmim": false, "hasOtzmaCentre": true, "openedOn": "2019-01-01",
                         "closedOn": null, "localities": [%s]}
                        """
                            .formatted(
                                centre,
                                Stream.of(authorities)
                                    .map(one -> "\"" + district + "." + one + "\"")
                                    .collect(Collectors.joining(", "))))));
  }

  private void awaitLocalities(String day, long expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(localities(day)).isEqualTo(expected));
  }

  private long localities(String day) {
    return district
        .get("/api/v1/indicators/localities?unit=" + district + "&to=" + day)
        .get("total")
        .get("value")
        .asLong();
  }
}
