package org.retzef.family.centre;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.PersonKeys;
import org.retzef.family.registration.NationalId;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many people who are taken in at once, with a few statements for all of them. */
@Repository
class NewServiceUsers {

  private static final HexFormat HEX = HexFormat.of();

  private final DatabaseClient database;
  private final PersonKeys keys;
  private final ServiceUsers users;

  NewServiceUsers(DatabaseClient database, PersonKeys keys, ServiceUsers users) {
    this.database = database;
    this.keys = keys;
    this.users = users;
  }

  /**
   * Who these people are, in their order: known by their id numbers, or new. Others who take in one
   * of them at the same time wait.
   */
  Mono<List<UUID>> takeIn(List<JoinCentreRequest> requests, Instant now) {
    List<Long> numbers =
        requests.stream()
            .map(JoinCentreRequest::nationalId)
            .filter(Objects::nonNull)
            .map(users::mark)
            .distinct()
            .sorted()
            .toList();
    return lockAll(numbers)
        .flatMap(
            known -> {
              List<NewPerson> fresh = new ArrayList<>();
              List<UUID> ids =
                  requests.stream().map(request -> idOf(request, known, fresh)).toList();
              return insertAll(fresh, now).thenReturn(ids);
            });
  }

  private record NewPerson(
      UUID id, JoinCentreRequest request, PersonKeys.Wrapped key, @Nullable Long mark) {}

  private UUID idOf(JoinCentreRequest request, Map<Long, UUID> known, List<NewPerson> fresh) {
    NationalId number = request.nationalId();
    Long mark = number == null ? null : users.mark(number);
    UUID there = mark == null ? null : known.get(mark);
    if (there != null) {
      return there;
    }
    UUID id = Ids.next();
    fresh.add(new NewPerson(id, request, keys.create(id), mark));
    if (mark != null) {
      known.put(mark, id);
    }
    return id;
  }

  private Mono<Map<Long, UUID>> lockAll(List<Long> marks) {
    if (marks.isEmpty()) {
      return Mono.just(new HashMap<>());
    }
    return Flux.fromIterable(marks)
        .concatMap(
            mark -> database.sql("select pg_advisory_xact_lock(:mark)").bind("mark", mark).then())
        .then(
            database
                .sql(
                    """
                    select national_id_mark, service_user_id from service_user_key
                     where national_id_mark = any(:marks)
                    """)
                .bind("marks", marks.toArray(Long[]::new))
                .map(
                    row ->
                        Map.entry(
                            row.get("national_id_mark", Long.class),
                            row.get("service_user_id", UUID.class)))
                .all()
                .collect(HashMap::new, (map, one) -> map.put(one.getKey(), one.getValue())));
  }

  private Mono<Void> insertAll(List<NewPerson> people, Instant now) {
    return database
        .sql(
            """
            with new as (
              select * from unnest(:ids::uuid[], :births::date[], :sexes::text[], :keys::text[],
                                   :identities::text[], :marks::bigint[])
                     as person (id, birth_date, sex, wrapped_key, sealed_identity, mark)
            ), person as (
              insert into service_user (id, birth_date, sex, registered_at, version)
              select id, birth_date, sex, :now, 1 from new
              returning id)
            insert into service_user_key
              (service_user_id, wrapped_key, sealed_identity, national_id_mark)
            select id, decode(wrapped_key, 'hex'), decode(sealed_identity, 'hex'), mark
              from new join person using (id)
            """)
        .bind("ids", column(people, UUID[]::new, NewPerson::id))
        .bind("births", column(people, LocalDate[]::new, one -> one.request().birthDate()))
        .bind("sexes", column(people, String[]::new, one -> one.request().sex().name()))
        .bind("keys", column(people, String[]::new, one -> HEX.formatHex(one.key().toKeep())))
        .bind(
            "identities",
            column(
                people,
                String[]::new,
                one -> HEX.formatHex(one.key().key().seal(one.id(), one.request().identity()))))
        .bind("marks", column(people, Long[]::new, NewPerson::mark))
        .bind("now", now)
        .then();
  }

  private static <T> @Nullable T[] column(
      List<NewPerson> people,
      IntFunction<@Nullable T[]> array,
      Function<NewPerson, @Nullable T> value) {
    return people.stream().map(value).toArray(array);
  }
}
