package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

@RetzefIT
@TestPropertySource(properties = "retzef.outbox.relay=none")
class OutboxPartitionsIT {

  private static final Instant NOW = Instant.now();
  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

  @Autowired Outbox outbox;
  @Autowired Commands commands;
  @Autowired DatabaseClient database;

  Rows rows;
  OutboxPartitions partitions;

  @BeforeEach
  void begin() {
    rows = new Rows(database);
    partitions = new OutboxPartitions(database);
    rows.execute("truncate outbox");
    commands.run(() -> outbox.append(new NoteEvent.Written("note", 1)).thenReturn(true)).block();
  }

  @Test
  void areThereForTodayAndTheNextDays() {
    assertThat(partitions.existing())
        .contains(TODAY, TODAY.plusDays(1), TODAY.plusDays(2), TODAY.plusDays(3));
    assertThat(rows.count("outbox_other")).isZero();
  }

  @Test
  void areKeptForAWeekAndUntilAllInThemIsConfirmed() {
    Instant inAWeek = NOW.plus(Duration.ofDays(7));
    Instant later = NOW.plus(Duration.ofDays(8));
    partitions.keepUp(later);
    assertThat(partitions.existing()).as("nothing is confirmed").contains(TODAY);
    rows.execute("update outbox set confirmed_at = now()");
    partitions.keepUp(inAWeek);
    assertThat(partitions.existing()).as("a week is not over").contains(TODAY);
    partitions.keepUp(later);
    assertThat(partitions.existing()).doesNotContain(TODAY).contains(TODAY.plusDays(11));
    partitions.keepUp(NOW);
    assertThat(partitions.existing()).contains(TODAY);
  }

  @Test
  void haveASafetyNetForADayThatNobodyMade() {
    rows.execute(
        "update outbox set confirmed_at = now(), created_at = created_at + interval '400 days'");
    assertThat(rows.count("outbox_other")).isEqualTo(1);
    partitions.keepUp(NOW.plus(Duration.ofDays(408)));
    assertThat(rows.count("outbox_other")).isZero();
    partitions.keepUp(NOW);
  }
}
