package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@RetzefIT
class KeptStepsIT {

  private static final int FOLDED = 900_001;
  private static final int ANEW = 900_002;

  @Autowired private Folding folding;
  @Autowired private KeptSteps keptSteps;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  /** Two ways, one written in Java and one in SQL, come to the same in each cell, on each day. */
  @Test
  void makesTheStepsThatChangeAfterChangeHasMade() {
    var random = new Random(4);
    for (int i = 0; i < 60; i++) {
      List<Change> changes = changes(random, i);
      commands.run(() -> folding.fold(FOLDED, changes).thenReturn(true)).block();
    }
    execute(
        """
        insert into fact (edition, measure, source, part, counted, family, unit, traits, amount,
                          first_day, last_day)
        select %d, measure, source, part, counted, family, unit, traits, amount, first_day, last_day
          from fact where edition = %d
        """
            .formatted(ANEW, FOLDED));
    commands.run(() -> keptSteps.makeAll(ANEW).thenReturn(true)).block();
    assertThat(number("select count(*) from figure_step where edition = " + ANEW))
        .isGreaterThan(100);
    assertThat(
            number(
                """
                select count(*)
                  from (select * from figure_step where edition = %d) as folded
                  full join (select * from figure_step where edition = %d) as anew
                       using (measure, unit, dimension, value, span, first_day)
                 where coalesce(folded.step, 0) <> coalesce(anew.step, 0)
                """
                    .formatted(FOLDED, ANEW)))
        .isZero();
    assertThat(number("select count(*) from place where edition = " + ANEW))
        .isEqualTo(number("select count(distinct unit) from figure_step where edition = " + ANEW));
    execute("delete from fact where edition >= " + FOLDED);
    execute("delete from figure_step where edition >= " + FOLDED);
    execute("delete from place where edition >= " + FOLDED);
    execute("delete from early_end where edition >= " + FOLDED);
  }

  /** Families with several facts, which must be joined, and payments that stand alone. */
  private static List<Change> changes(Random random, int number) {
    List<Change> changes = new ArrayList<>();
    LocalDate day = LocalDate.of(2019, 12, 20).plusDays(random.nextInt(400));
    Fact paid =
        Fact.of("paid", "p" + number, "IL.NORTH.A" + random.nextInt(3) + ".D1")
            .with("source", random.nextBoolean() ? "STATE" : null)
            .weighing(random.nextInt(1_000) - 200);
    changes.add(new Change.Put(paid, day, random.nextBoolean() ? day.plusDays(40) : null));
    for (int i = 0; i < 5; i++) {
      changes.add(SheetTest.anyChange(random));
    }
    return changes;
  }

  private long number(String sql) {
    return Objects.requireNonNull(database.sql(sql).mapValue(Long.class).one().block());
  }

  private void execute(String sql) {
    database.sql(sql).then().block();
  }
}
