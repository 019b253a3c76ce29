package org.retzef.family.erasure;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.protection.CountedMarks;
import org.retzef.family.registration.FamilyFile;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The erasures in the database. */
@Repository
class Erasures {

  private final DatabaseClient database;
  private final CountedMarks counted;

  Erasures(DatabaseClient database, CountedMarks counted) {
    this.database = database;
    this.counted = counted;
  }

  /**
   * Erases the family. All that makes sense only while it can be read (marks of search, former
   * addresses, the history of its file) references the key and goes with it; texts of other
   * features are sealed with the key and stay unreadable. Birth dates become years. Who could still
   * be named beside it is parted from it: service users of centres, and workers who are close to
   * it.
   */
  Mono<Void> erase(Caller caller, CountableFamily family) {
    return countedWithOthers(family.familyId()).flatMap(members -> erase(caller, family, members));
  }

  /** As whom service users of the family count, where they are not the only ones. */
  private Mono<List<UUID>> countedWithOthers(UUID familyId) {
    return database
        .sql(
            """
            select distinct counted_with_others_as(member.id) as counted
              from service_user join member on member.id = member_id
             where family_id = :id and counted_with_others_as(member.id) is not null
            """)
        .bind("id", familyId)
        .mapValue(UUID.class)
        .all()
        .collectList();
  }

  private Mono<Void> erase(Caller caller, CountableFamily family, List<UUID> countedWithOthers) {
    return database
        .sql(
            """
            with recursive whole as (
              select :id::uuid as id
              union all
              select merged.id from family merged join whole on merged_into = whole.id
            ), key as (
              delete from family_key where family_id = :id
            ), nobody as (
              update member
                 set sealed_identity = null, birth_date = date_trunc('year', birth_date)::date
               where family_id = :id
            ), strangers as (
              update service_user
                 set member_id = null,
                     in_erased_family = daterange(counted.joined_on, counted.left_on),
                     counted_mark = mark,
                     version = service_user.version + 1
                from member
                join member counted on counted.id = counted_as(member.id)
                left join unnest(:countedWithOthers::uuid[], :marks::bigint[])
                          as others (one, mark) on one = counted.id
               where member.id = member_id and member.family_id = :id
            ), ties as (
              delete from conflict_of_interest using whole where family_id = whole.id
            ), reason as (
              insert into erasure
                (family_id, reason, legal_basis, erased_by, erased_at, members, minors)
              values (:id, :reason, :legalBasis, :erasedBy, :erasedAt, :members, :minors)
            )
            update family
               set sealed_contact = null, erased_at = :erasedAt, version = version + 1
             where id = :id
            """)
        .bind("id", family.familyId())
        .bind("countedWithOthers", countedWithOthers.toArray(UUID[]::new))
        .bind("marks", countedWithOthers.stream().map(counted::of).toArray(Long[]::new))
        .bind("reason", Objects.requireNonNull(family.reasonCode()).name())
        .bind("legalBasis", Objects.requireNonNull(family.legalBasis()).name())
        .bind("erasedBy", caller.subject())
        .bind("erasedAt", Objects.requireNonNull(family.erasedAt()))
        .bind("members", family.members())
        .bind("minors", family.minors())
        .then();
  }

  /** The erasure of a family that is erased; empty for any other. */
  Mono<CountableFamily> of(FamilyFile family) {
    return database
        .sql(
            """
            select reason, legal_basis, erased_at, members, minors
              from erasure where family_id = :id
            """)
        .bind("id", family.id())
        .map(row -> read(row, family))
        .one();
  }

  private static CountableFamily read(Readable row, FamilyFile family) {
    return new CountableFamily(
        family.id(),
        family.unit(),
        row.get("members", Integer.class),
        row.get("minors", Integer.class),
        family.registeredAt(),
        row.get("erased_at", Instant.class),
        EraseFamilyRequest.Reason.valueOf(row.get("reason", String.class)),
        EraseFamilyRequest.LegalBasis.valueOf(row.get("legal_basis", String.class)),
        family.version());
  }
}
