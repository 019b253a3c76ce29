package org.retzef.family.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The lines once they are written: each is sealed with the one before, and none can be touched
 * unseen.
 */
@RetzefIT
class AuditChainIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private AuditChain chain;
  private AuditedDesks desks;

  @BeforeEach
  void desks() {
    desks = new AuditedDesks(http);
  }

  @Test
  void refusesToChangeOrDeleteOrEmptyWhatIsWritten() {
    desks.deskThatRead();
    seal();
    for (String change :
        List.of(
            "update audit_line set actor = 'nobody'",
            "update audit_line set position = 1, hash = '\\x00', status = 200",
            "delete from audit_line",
            "truncate audit_line",
            "truncate " + partition(),
            "update audit_seal set lines = 0",
            "delete from audit_seal",
            "truncate audit_stub")) {
      assertThat(database.sql(change).then().materialize().block().getThrowable())
          .as(change)
          .hasMessageContaining("stays as it is");
    }
  }

  @Test
  void namesTheFirstPlaceThatTheDatabasesOwnerTamperedWith() {
    desks.deskThatRead();
    desks.deskThatRead();
    desks.deskThatRead();
    seal();
    assertThat(broken()).isNull();
    Connection sealer = holdBackSealing();
    sql("create table kept as select * from audit_line");
    switchTriggers("disable");
    try {
      long place = Math.max(2, lastPosition() - 2);
      sql("update audit_line set actor = 'nobody' where position = " + place);
      assertBroken(place, "CHANGED");
      restore();
      sql("delete from audit_line where position = " + place);
      assertBroken(place, "MISSING");
      restore();
      sql(
          "update audit_line set position = %d - position where position in (%d, %d)"
              .formatted(2 * place + 1, place, place + 1));
      assertBroken(place, "CHANGED");
      restore();
      sql("delete from audit_line where position = (select max(position) from audit_seal)");
      assertThat(broken().get("fault").asString()).isEqualTo("MISSING");
      restore();
      rewriteTheLastLineWithAFittingHash();
      assertBroken(lastPosition(), "CHANGED");
      restore();
      sql("truncate audit_line");
      assertBroken(1, "MISSING");
      restore();
      assertThat(broken()).isNull();
    } finally {
      switchTriggers("enable");
      sql("drop table kept");
      letSealingGoOn(sealer);
    }
  }

  private void rewriteTheLastLineWithAFittingHash() {
    sql(
        """
        update audit_line line
           set actor = 'nobody',
               hash = sha256(before.hash || convert_to(
                 jsonb_build_array(line.id, extract(epoch from line.at), 'nobody', line.roles,
                                   line.unit::text, line.client, line.purpose, line.method,
                                   line.route, line.object, line.families, line.status,
                                   line.trace_id)::text, 'UTF8'))
          from audit_line before
         where line.position = (select max(position) from audit_seal)
           and before.position = line.position - 1
        """);
  }

  /** A line that is sealed while it is kept would lose its place when it is put back. */
  private Connection holdBackSealing() {
    Connection sealer =
        Objects.requireNonNull(Mono.from(database.getConnectionFactory().create()).block());
    run(sealer, "select pg_advisory_lock(hashtext('audit sealing'))");
    return sealer;
  }

  private static void letSealingGoOn(Connection sealer) {
    run(sealer, "select pg_advisory_unlock(hashtext('audit sealing'))");
    Mono.from(sealer.close()).block();
  }

  private static void run(Connection connection, String sql) {
    Flux.from(connection.createStatement(sql).execute())
        .flatMap(result -> result.map(row -> 1))
        .blockLast();
  }

  /** Of the whole table and of each month. */
  private void switchTriggers(String state) {
    sql(
        """
        do $$ declare one regclass; begin
          for one in select 'audit_line'::regclass union all
                     select inhrelid::regclass from pg_inherits where inhparent = 'audit_line'::regclass
          loop execute format('alter table %%s %s trigger user', one); end loop;
        end $$
        """
            .formatted(state));
  }

  /** Puts back what was kept; what was written meanwhile, by the verification itself, stays. */
  private void restore() {
    sql("delete from audit_line where id in (select id from kept)");
    sql("insert into audit_line overriding system value select * from kept");
  }

  private void assertBroken(long position, String fault) {
    JsonNode broken = broken();
    assertThat(broken.get("position").asLong()).isEqualTo(position);
    assertThat(broken.get("fault").asString()).isEqualTo(fault);
  }

  private JsonNode broken() {
    JsonNode found = desks.auditor().read("/audit/verification");
    JsonNode broken = found.get("broken");
    assertThat(found.get("intact").asBoolean()).isEqualTo(broken == null || broken.isNull());
    return broken == null || broken.isNull() ? null : broken;
  }

  @Test
  void sealsOneChainThoughSeveralCopiesSealAtOnce() {
    IntStream.range(0, 20).forEach(i -> desks.deskThatRead());
    IntStream.range(0, 8).parallel().forEach(i -> chain.sealWhatWaits());
    seal();
    assertThat(broken()).isNull();
    Boolean gapless =
        database
            .sql(
                """
                select count(position) = max(position) and count(distinct position) = max(position)
                  from (select position from audit_line union all
                        select position from audit_stub) as link
                 where position is not null
                """)
            .mapValue(Boolean.class)
            .one()
            .block();
    assertThat(gapless).isTrue();
  }

  @Test
  void forgetsAMonthOnlyAfterTwoYearsAndTheChainStillHolds() {
    sql(
        """
        create table audit_line_202401 partition of audit_line
          for values from ('2024-01-01 00:00+00') to ('2024-02-01 00:00+00')
        """);
    for (int day = 1; day <= 3; day++) {
      sql(
          """
          insert into audit_line (at, actor, roles, unit, method, route, families, status)
          values ('2024-01-0%d 10:00+00', 'old', '{}', 'IL', 'GET', '/', '{}', 200)
          """
              .formatted(day));
    }
    assertThat(forget("2024-01-01")).contains("not sealed");
    seal();
    String thisMonth = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1) + "";
    assertThat(forget(thisMonth)).contains("24 months");
    assertThat(forget("2024-01-02")).contains("first day");
    assertThat(forget("2024-01-01")).isEmpty();
    assertThat(desks.linesOf("actor=old")).isEmpty();
    assertThat(broken()).isNull();
  }

  /** The refusal's words, empty if it was done. */
  private String forget(String month) {
    Throwable refused =
        database
            .sql("select forget_audit_month('" + month + "')")
            .then()
            .materialize()
            .block()
            .getThrowable();
    return refused == null ? "" : refused.getMessage();
  }

  private void seal() {
    await()
        .until(
            () -> {
              chain.sealWhatWaits();
              return database
                  .sql("select not exists (select from audit_line where position is null)")
                  .mapValue(Boolean.class)
                  .one()
                  .block();
            });
  }

  private long lastPosition() {
    return database.sql("select max(position) from audit_seal").mapValue(Long.class).one().block();
  }

  private static String partition() {
    return "audit_line_"
        + DateTimeFormatter.ofPattern("yyyyMM").format(LocalDate.now(ZoneOffset.UTC));
  }

  private void sql(String statement) {
    database.sql(statement).then().block();
  }
}
