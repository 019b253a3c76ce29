package org.retzef.rights.sample;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.rights.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Sample departments and what they got, in the database. */
@Repository
class SampleDepartments {

  private static final String SELECT =
      """
      select id, unit::text as unit, team, strength, motivation, training_sessions, started_on,
             ended_on, version
        from sample_department
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  SampleDepartments(DatabaseClient database) {
    this.database = database;
  }

  /** Takes a free place, of which there are two; fails with {@link TwoSampleDepartments}. */
  Mono<Void> choose(Caller caller, UUID id, ChooseRequest request) {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('sample departments'))")
        .map(_ -> true) // a row that nobody reads is never given back
        .one()
        .then(
            database
                .sql(
                    """
                    insert into sample_department
                      (id, unit, team, slot, strength, motivation, training_sessions, started_on,
                       chosen_by)
                    select :id, :unit::ltree, :team, slot, :strength, :motivation, :sessions,
                           :startedOn, :by
                      from generate_series(1, 2) as slot
                     where slot not in (
                             select slot from sample_department where ended_on is null)
                       and not exists (
                             select from sample_department other
                              where other.ended_on is null and other.unit = :unit::ltree
                                and other.team is not distinct from :team)
                     order by slot
                     limit 1
                    """)
                .bind("id", id)
                .bind("unit", request.unit().path())
                .bind("team", Parameters.in(R2dbcType.VARCHAR, request.team()))
                .bind("strength", request.strength())
                .bind("motivation", request.motivation())
                .bind("sessions", request.trainingSessions())
                .bind("startedOn", request.startedOn())
                .bind("by", caller.subject())
                .fetch()
                .rowsUpdated())
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(TwoSampleDepartments::new))
        .then();
  }

  Mono<SampleDepartment> find(Caller caller, UUID id) {
    return findBy(SELECT + " and id = :id", caller, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<SampleDepartment> lock(Caller caller, UUID id) {
    return findBy(SELECT + " and id = :id for update", caller, id);
  }

  private Mono<SampleDepartment> findBy(String sql, Caller caller, UUID id) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(SampleDepartments::read)
        .one()
        .switchIfEmpty(Mono.error(SampleNotFound::new));
  }

  /** All that ever were; two at a time make no long list. */
  Mono<List<SampleDepartment>> all(Caller caller) {
    return database
        .sql(SELECT + " order by id desc limit 200")
        .bind("callerUnit", caller.unitPath())
        .map(SampleDepartments::read)
        .all()
        .collectList();
  }

  Mono<Void> end(UUID id, LocalDate lastDay) {
    return database
        .sql("update sample_department set ended_on = :on, version = version + 1 where id = :id")
        .bind("on", lastDay)
        .bind("id", id)
        .then();
  }

  Mono<Void> give(Caller caller, UUID sample, Incentive incentive) {
    Money amount = incentive.amount();
    return database
        .sql(
            """
            insert into incentive (id, sample, kind, pieces, amount, funder, given_on, given_by)
            values (:id, :sample, :kind, :pieces, :amount, :funder, :on, :by)
            """)
        .bind("id", incentive.id())
        .bind("sample", sample)
        .bind("kind", incentive.kind().name())
        .bind("pieces", incentive.pieces())
        .bind("amount", Parameters.in(R2dbcType.BIGINT, amount == null ? null : amount.agorot()))
        .bind("funder", Parameters.in(R2dbcType.VARCHAR, incentive.funder()))
        .bind("on", incentive.givenOn())
        .bind("by", caller.subject())
        .then();
  }

  Mono<List<Incentive>> incentives(UUID sample) {
    return database
        .sql(
            """
            select id, kind, pieces, amount, funder, given_on from incentive
             where sample = :sample order by id limit 200
            """)
        .bind("sample", sample)
        .map(SampleDepartments::incentive)
        .all()
        .collectList();
  }

  private static Incentive incentive(Readable row) {
    Long amount = row.get("amount", Long.class);
    return new Incentive(
        row.get("id", UUID.class),
        Incentive.Kind.valueOf(row.get("kind", String.class)),
        row.get("pieces", Integer.class),
        money(amount),
        row.get("funder", String.class),
        row.get("given_on", LocalDate.class));
  }

  private static @Nullable Money money(@Nullable Long agorot) {
    return agorot == null ? null : new Money(agorot);
  }

  private static SampleDepartment read(Readable row) {
    return new SampleDepartment(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("team", String.class),
        row.get("strength", Integer.class),
        row.get("motivation", Integer.class),
        row.get("training_sessions", Integer.class),
        row.get("started_on", LocalDate.class),
        row.get("ended_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
