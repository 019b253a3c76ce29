package org.retzef.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A reader of very many events is forgotten by statements that each end in time. */
@RetzefIT
class ForgottenConsumerIT {

  private static final String FORGOTTEN = "forgotten.1";
  private static final String STAYS = "forgotten.2";
  private static final int MANY = 90_000;

  @Autowired Inbox inbox;
  @Autowired DatabaseClient database;

  @BeforeEach
  void refuseManyAtOnce() {
    execute(
        """
        create function refuse_many() returns trigger language plpgsql as $$
        begin
          if (select count(*) from gone) > 60000 then
            raise exception 'too many at once';
          end if;
          return null;
        end
        $$
        """);
    execute(
        """
        create trigger refuse_many after delete on inbox
        referencing old table as gone for each statement execute function refuse_many()
        """);
  }

  @AfterEach
  void letThemGo() {
    execute("drop function refuse_many cascade");
  }

  @Test
  void forgetsAReaderInPortions() {
    haveRead(FORGOTTEN, MANY);
    haveRead(STAYS, 10);
    inbox.forget(FORGOTTEN).block();
    assertThat(rows(FORGOTTEN)).isZero();
    assertThat(rows(STAYS)).isEqualTo(20);
  }

  private void haveRead(String consumer, int events) {
    execute(
        """
        insert into inbox (consumer, event_id)
        select '%s', uuidv7() from generate_series(1, %d)
        """
            .formatted(consumer, events));
    execute(
        """
        insert into inbox_stream (consumer, topic, subject, version)
        select '%s', 'retzef.note.events', n, 1 from generate_series(1, %d) as n
        """
            .formatted(consumer, events));
  }

  private Long rows(String consumer) {
    return database
        .sql(
            """
            select (select count(*) from inbox where consumer = $1)
                 + (select count(*) from inbox_stream where consumer = $1)
            """)
        .bind("$1", consumer)
        .mapValue(Long.class)
        .one()
        .block();
  }

  private void execute(String sql) {
    database.sql(sql).then().block();
  }
}
