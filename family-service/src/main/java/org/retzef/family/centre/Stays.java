package org.retzef.family.centre;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Who was in which centre when, in the database. */
@Repository
class Stays {

  private static final String STAY =
      """
      select stay.id, service_user_id, centre::text as centre, joined_on, left_on,
             member_id is not null as family_member, stay.version
        from service_user_stay stay
        join service_user on service_user.id = service_user_id
      """;

  private final DatabaseClient database;

  Stays(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link InCentreAlready} where the stays overlap. */
  Mono<Stay> insert(UUID stayId, UUID person, UnitPath centre, LocalDate joinedOn) {
    return database
        .sql(
            """
            insert into service_user_stay (id, service_user_id, centre, joined_on, version)
            values (:id, :person, :centre::ltree, :joinedOn, 1)
            """)
        .bind("id", stayId)
        .bind("person", person)
        .bind("centre", centre.path())
        .bind("joinedOn", joinedOn)
        .then()
        .onErrorMap(DataIntegrityViolationException.class, overlap -> new InCentreAlready())
        .then(Mono.defer(() -> find(stayId)));
  }

  /** Answers those that do not overlap with another. */
  Mono<List<Stay>> insertAll(
      UnitPath centre, List<UUID> ids, List<UUID> people, List<LocalDate> joinedOn) {
    return database
        .sql(
            """
            insert into service_user_stay (id, service_user_id, centre, joined_on, version)
            select new.id, person, :centre::ltree, joined_on, 1
              from unnest(:ids::uuid[], :people::uuid[], :joinedOn::date[])
                   as new (id, person, joined_on)
            on conflict do nothing
            """)
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("people", people.toArray(UUID[]::new))
        .bind("centre", centre.path())
        .bind("joinedOn", joinedOn.toArray(LocalDate[]::new))
        .then()
        .then(
            database
                .sql(STAY + " where stay.id = any(:ids) order by stay.id")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(Stays::read)
                .all()
                .collectList());
  }

  /**
   * Somebody who is to come to a centre.
   *
   * @param row of the file that says so
   * @param mark of the person's id number, null without one
   */
  record Arrival(int row, @Nullable Long mark, LocalDate joinedOn) {}

  /** The rows of those who are there, or were after that day. */
  Mono<Set<Integer>> inTheWay(UnitPath centre, List<Arrival> arrivals) {
    List<Arrival> known = arrivals.stream().filter(arrival -> arrival.mark() != null).toList();
    return database
        .sql(
            """
            select distinct row
              from unnest(:rows::int[], :marks::bigint[], :joinedOn::date[])
                   as new (row, mark, joined_on)
              join service_user_key on national_id_mark = mark
              join service_user_stay stay using (service_user_id)
             where centre = :centre::ltree
               and daterange(stay.joined_on, left_on) && daterange(new.joined_on, null)
            """)
        .bind("rows", known.stream().map(Arrival::row).toArray(Integer[]::new))
        .bind("marks", known.stream().map(Arrival::mark).toArray(Long[]::new))
        .bind("joinedOn", known.stream().map(Arrival::joinedOn).toArray(LocalDate[]::new))
        .bind("centre", centre.path())
        .map(row -> row.get("row", Integer.class))
        .all()
        .collect(Collectors.toSet());
  }

  private Mono<Stay> find(UUID id) {
    return database.sql(STAY + " where stay.id = :id").bind("id", id).map(Stays::read).one();
  }

  /** The latest stay in the centre; nobody else changes it until this transaction ends. */
  Mono<Stay> lock(UnitPath centre, UUID person) {
    return database
        .sql(
            STAY
                + """
                 where service_user_id = :person and centre = :centre::ltree
                 order by joined_on desc limit 1
                   for update of stay, service_user
                """)
        .bind("person", person)
        .bind("centre", centre.path())
        .map(Stays::read)
        .one()
        .switchIfEmpty(Mono.error(ServiceUserNotFound::new));
  }

  Mono<Void> update(Stay stay) {
    return database
        .sql(
            """
            update service_user_stay set left_on = :leftOn::date, version = :version
             where id = :id
            """)
        .bind("leftOn", Parameters.in(R2dbcType.DATE, stay.leftOn()))
        .bind("version", stay.version())
        .bind("id", stay.id())
        .then();
  }

  Mono<Boolean> isStillInACentre(UUID person) {
    return database
        .sql(
            """
            select exists (select from service_user_stay
                            where service_user_id = :person and left_on is null) as found
            """)
        .bind("person", person)
        .map(row -> row.get("found", Boolean.class))
        .one();
  }

  /** Of those given, who is in the centre on the day. */
  Mono<List<UUID>> present(UnitPath centre, LocalDate day, List<UUID> people) {
    return database
        .sql(
            """
            select distinct service_user_id from service_user_stay
             where centre = :centre::ltree and service_user_id = any(:people)
               and joined_on <= :day and (left_on is null or left_on > :day)
            """)
        .bind("centre", centre.path())
        .bind("day", day)
        .bind("people", people.toArray(UUID[]::new))
        .map(row -> row.get("service_user_id", UUID.class))
        .all()
        .collectList();
  }

  private static Stay read(Readable row) {
    return new Stay(
        row.get("id", UUID.class),
        row.get("service_user_id", UUID.class),
        new UnitPath(row.get("centre", String.class)),
        row.get("joined_on", LocalDate.class),
        row.get("left_on", LocalDate.class),
        Boolean.TRUE.equals(row.get("family_member", Boolean.class)),
        row.get("version", Long.class));
  }
}
