package org.retzef.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class ProofIT {

  private static final String MEASURE = "active_families_mifgash";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ProofWatch watch;
  @Autowired private MeterRegistry meters;

  @Test
  void noticesAnAggregateThatIsWrongInAnyCell() {
    try (var feed = new Feed()) {
      LocalDate day = LocalDate.of(2013, 2, 2);
      feed.tell(feed.enrolled(UUID.randomUUID(), UUID.randomUUID(), "MIFGASH", day));
    }
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                database
                        .sql("select 1 from figure_cell where measure = $1 limit 1")
                        .bind("$1", MEASURE)
                        .fetch()
                        .first()
                        .block()
                    != null);
    for (String cell :
        new String[] {
          "unit = 'IL' and dimension = ''",
          "unit = 'IL.SOUTH.A2630.D1' and dimension = ''",
          "unit = 'IL.SOUTH' and dimension = 'track'"
        }) {
      spoil(cell, 5);
      watch.prove();
      assertThat(gauge()).as(cell).isEqualTo(5);
      spoil(cell, -5);
    }
    watch.prove();
    assertThat(gauge()).isZero();
    assertThat(new HeadlineReader(http).difference()).isZero();
  }

  private double gauge() {
    return meters
        .get("retzef.reporting.proof.difference")
        .tag("indicator", MEASURE)
        .gauge()
        .value();
  }

  private void spoil(String cell, int by) {
    database
        .sql(
            """
            update figure_total set total = total + $1
              from figure_cell
             where id = cell and measure = '%s' and span = 'M' and %s
            """
                .formatted(MEASURE, cell))
        .bind("$1", by)
        .then()
        .block();
  }
}
