package org.retzef.family.centre;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.BlindMarks;
import org.retzef.family.protection.CountedMarks;
import org.retzef.family.protection.FamilyErased;
import org.retzef.family.protection.PersonKeys;
import org.retzef.family.registration.NationalId;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Service users in the database: who they are is sealed with a key of their own. */
@Repository
class ServiceUsers {

  private final DatabaseClient database;
  private final PersonKeys keys;
  private final BlindMarks marks;
  private final CountedMarks counted;

  ServiceUsers(DatabaseClient database, PersonKeys keys, BlindMarks marks, CountedMarks counted) {
    this.database = database;
    this.keys = keys;
    this.marks = marks;
    this.counted = counted;
  }

  /** Who has this id number; two who ask at once for a new one wait for one another. */
  Mono<UUID> lockByNationalId(@Nullable NationalId nationalId) {
    if (nationalId == null) {
      return Mono.empty();
    }
    long mark = mark(nationalId);
    return database
        .sql("select pg_advisory_xact_lock(:mark)")
        .bind("mark", mark)
        .then()
        .then(
            database
                .sql("select service_user_id from service_user_key where national_id_mark = :mark")
                .bind("mark", mark)
                .map(row -> row.get("service_user_id", UUID.class))
                .one());
  }

  Mono<UUID> insert(UUID id, JoinCentreRequest person, Instant now) {
    PersonKeys.Wrapped key = keys.create(id);
    NationalId nationalId = person.nationalId();
    return database
        .sql(
            """
            with person as (
              insert into service_user (id, birth_date, sex, registered_at, version)
              values (:id, :birthDate, :sex, :now, 1)
              returning id)
            insert into service_user_key
              (service_user_id, wrapped_key, sealed_identity, national_id_mark)
            select id, :key, :identity, :mark from person
            """)
        .bind("id", id)
        .bind("birthDate", person.birthDate())
        .bind("sex", person.sex().name())
        .bind("now", now)
        .bind("key", key.toKeep())
        .bind("identity", key.key().seal(id, person.identity()))
        .bind("mark", Parameters.in(R2dbcType.BIGINT, nationalId == null ? null : mark(nationalId)))
        .then()
        .thenReturn(id);
  }

  /** By which an id number is found and never read. */
  long mark(NationalId nationalId) {
    return marks.of("service-user", nationalId.digits());
  }

  /** Fails with {@link MemberLinkedAlready} where either is linked to somebody else. */
  Mono<Void> link(UUID person, UUID family, UUID member) {
    return database
        .sql(
            """
            update service_user set member_id = member.id, version = service_user.version + 1
              from member
             where service_user.id = :person and member.id = :member
               and member.family_id = :family
               and (member_id is null or member_id = member.id)
            """)
        .bind("person", person)
        .bind("member", member)
        .bind("family", family)
        .fetch()
        .rowsUpdated()
        .onErrorMap(DuplicateKeyException.class, twice -> new MemberLinkedAlready())
        .filter(linked -> linked == 1)
        .switchIfEmpty(Mono.error(MemberLinkedAlready::new))
        .then();
  }

  /**
   * Who the person was is read no more, the birth date becomes a year, and no member of a family
   * leads to them; what was counted stays.
   */
  Mono<Void> erase(UUID person) {
    return database
        .sql(
            """
            select counted_with_others_as(member_id) from service_user
             where id = :person and counted_with_others_as(member_id) is not null
            """)
        .bind("person", person)
        .mapValue(UUID.class)
        .one()
        .map(counted::of)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(mark -> erase(person, mark.orElse(null)));
  }

  private Mono<Void> erase(UUID person, @Nullable Long mark) {
    return database
        .sql(
            """
            with key as (
              delete from service_user_key where service_user_id = :person
            )
            update service_user
               set birth_date = date_trunc('year', birth_date)::date,
                   in_erased_family = coalesce(
                     (select daterange(joined_on, left_on) from member
                       where member.id = counted_as(member_id)),
                     in_erased_family),
                   counted_mark = coalesce(:mark, counted_mark), member_id = null, version = version + 1
             where id = :person
            """)
        .bind("person", person)
        .bind("mark", Parameters.in(R2dbcType.BIGINT, mark))
        .then();
  }

  /**
   * Nobody erases the person until this transaction ends. Fails with {@link ServiceUserNotFound}
   * where that was done.
   */
  Mono<Void> requireKnown(UUID person) {
    return database
        .sql(
            "select service_user_id from service_user_key where service_user_id = :person for share")
        .bind("person", person)
        .mapValue(UUID.class)
        .one()
        .switchIfEmpty(Mono.error(ServiceUserNotFound::new))
        .then();
  }

  /** Nobody erases the family until this transaction ends. Fails with {@link FamilyErased}. */
  Mono<Boolean> isMember(UUID family, UUID member) {
    return database
        .sql(
            """
            select erased_at is not null as erased
              from family join member on member.family_id = family.id
             where family.id = :family and member.id = :member
               for share of family
            """)
        .bind("member", member)
        .bind("family", family)
        .mapValue(Boolean.class)
        .one()
        .doOnNext(ServiceUsers::requireNotErased)
        .hasElement();
  }

  private static void requireNotErased(boolean erased) {
    if (erased) {
      throw new FamilyErased();
    }
  }

  /** Each person of the centre once, with the latest stay. */
  Mono<Page<ServiceUser>> of(UnitPath centre, PageRequest page) {
    return database
        .sql(
            select("service_user.id > :after")
                + """
                 order by service_user.id
                 limit :limit
                """)
        .bind("centre", centre.path())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(people -> Page.of(people, page, person -> person.shown().id().toString()))
        .delayUntil(people -> AuditedRequest.touch(familiesOf(people.items())))
        .map(
            people -> new Page<>(people.items().stream().map(Read::shown).toList(), people.next()));
  }

  Mono<ServiceUser> find(UnitPath centre, UUID person) {
    return database
        .sql(select("service_user.id = :person"))
        .bind("centre", centre.path())
        .bind("person", person)
        .map(this::read)
        .one()
        .delayUntil(read -> AuditedRequest.touch(familiesOf(List.of(read))))
        .map(Read::shown)
        .switchIfEmpty(Mono.error(ServiceUserNotFound::new));
  }

  /** Somebody, and the family of which it is a member: the answer does not tell, the audit does. */
  private record Read(ServiceUser shown, @Nullable UUID family) {}

  private static List<UUID> familiesOf(List<Read> people) {
    return people.stream().map(Read::family).filter(Objects::nonNull).toList();
  }

  private static String select(String which) {
    return """
    select service_user.id, birth_date, sex, member_id is not null as family_member,
           (select family_id from member where member.id = member_id) as family_id,
           wrapped_key, sealed_identity, centre::text as centre, joined_on, left_on, stay.version
      from service_user
      join lateral (
        select centre, joined_on, left_on, version from service_user_stay
         where service_user_id = service_user.id and centre = :centre::ltree
         order by joined_on desc limit 1) stay on true
      left join service_user_key on service_user_key.service_user_id = service_user.id
     where %s
       and service_user.id in (
         select service_user_id from service_user_stay where centre = :centre::ltree)
    """
        .formatted(which);
  }

  private Read read(Readable row) {
    return new Read(readPerson(row), row.get("family_id", UUID.class));
  }

  private ServiceUser readPerson(Readable row) {
    UUID id = row.get("id", UUID.class);
    byte[] wrapped = row.get("wrapped_key", byte[].class);
    ServiceUser.Identity identity =
        wrapped == null
            ? null
            : keys.open(id, wrapped)
                .open(id, row.get("sealed_identity", byte[].class), ServiceUser.Identity.class);
    return new ServiceUser(
        id,
        new UnitPath(row.get("centre", String.class)),
        identity == null ? null : identity.givenName(),
        identity == null ? null : identity.familyName(),
        identity == null ? null : identity.nationalId(),
        row.get("birth_date", LocalDate.class),
        ServiceUser.Sex.valueOf(row.get("sex", String.class)),
        Boolean.TRUE.equals(row.get("family_member", Boolean.class)),
        row.get("joined_on", LocalDate.class),
        row.get("left_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
