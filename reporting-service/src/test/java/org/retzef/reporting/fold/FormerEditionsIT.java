package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** An edition that answers no more is forgotten, whatever broke off whoever began to. */
@RetzefIT
class FormerEditionsIT {

  private static final LocalDate DAY = LocalDate.of(2008, 8, 8);

  @Autowired private Editions editions;
  @Autowired private Folding folding;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  private final String family = UUID.randomUUID().toString();

  /**
   * As it was found after a new edition answered and the service ended before it had cleared up.
   */
  @Test
  void whatWasLeftWhenTheServiceEndedIsForgottenAfterItsNextStart() {
    int former = live() - 1;
    execute(
        """
        insert into fact (edition, measure, source, part, counted, family, unit, traits, amount, first_day)
        values ($1, 'left_behind', $2, '', $2, $2, 'IL', '{}', 1, '2008-08-08')
        """,
        former);
    execute(
        """
        with cell as (
          insert into figure_cell (edition, measure, dimension, depth, unit, value)
          values ($1, 'left_behind', '', 1, 'IL', $2) returning id)
        insert into figure_month (cell, month, totals) select id, '2008-08-01', '{1}' from cell
        """,
        former);
    execute(
        """
        insert into inbox (consumer, event_id, seen_at) values ('reporting.figures.' || $1::int, $2::uuid, now())
        """,
        former);
    assertThat(left()).isEqualTo(3);
    database.sql("update report_edition set forgotten = $1").bind("$1", former - 1).then().block();

    await().atMost(Duration.ofSeconds(30)).until(() -> left() == 0);
    await().untilAsserted(() -> assertThat(editions.former().collectList().block()).isEmpty());
  }

  /** Another copy's reader has not noticed yet that a new edition answers. */
  @Test
  void isNotFoldedAnyMore() {
    Fact fact = Fact.of("left_behind", family, "IL");
    fold(live() - 1, fact);
    assertThat(left()).isZero();
    fold(live() + 800_000, fact);
    assertThat(left()).as("one that does not answer yet is").isEqualTo(1);
  }

  private void fold(int edition, Fact fact) {
    List<Change> changes = List.of(Change.begin(fact, DAY));
    commands.run(() -> folding.fold(edition, changes).thenReturn(true)).block();
  }

  private int live() {
    return Objects.requireNonNull(editions.state().block()).live();
  }

  private void execute(String sql, int edition) {
    database.sql(sql).bind("$1", edition).bind("$2", family).then().block();
  }

  private long left() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select (select count(*) from fact where source = $1)
                     + (select count(*) from figure_month
                         where cell in (select id from figure_cell where value = $1))
                     + (select count(*) from inbox where event_id = $1::uuid)
                """)
            .bind("$1", family)
            .mapValue(Long.class)
            .one()
            .block());
  }
}
