package org.retzef.family.registration;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.registration.Family.LeaveReason;
import org.retzef.family.registration.Member.Identity;
import org.retzef.family.registration.Member.RelationSince;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Members in the database. Whoever joins or changes passes through here, and nowhere else. */
@Repository
public class Members {

  /**
   * What {@link MemberRows} needs: of each member a row, and more where it has a past or parents.
   */
  static final String COLUMNS =
      """
      member.id as member_id, member.relation, relation_since, sex, birth_date, sealed_identity,
      joined_on, left_on, leave_reason,
      former_relation.id as former_id, former_relation.relation as former_relation,
      former_relation.since as former_since, parent_id
      """;

  /** Where the columns stand. */
  static final String JOINS =
      """
      join member on member.family_id = family.id
      left join former_relation on former_relation.member_id = member.id
      left join kinship on kinship.child_id = member.id
      """;

  /** New members, their values as arrays: see {@link #values}. */
  static final String INSERT =
      """
      insert into member
        (id, family_id, relation, relation_since, sex, birth_date, sealed_identity, joined_on,
         has_national_id)
      select id, family_id, relation, relation_since, sex, birth_date,
             decode(identity, 'hex'), joined_on, has_national_id
        from unnest(:memberIds::uuid[], :families::uuid[], :relations::text[],
                    :relatedSince::date[], :sexes::text[], :births::date[], :identities::text[],
                    :joined::date[], :hasNationalIds::boolean[])
             as new (id, family_id, relation, relation_since, sex, birth_date, identity,
                     joined_on, has_national_id)
      """;

  private final DatabaseClient database;

  Members(DatabaseClient database) {
    this.database = database;
  }

  /** New members of one family. */
  public Mono<Void> insert(FamilyFile family, Member member) {
    return insert(List.of(new Newcomer(family.id(), keyOf(family), member)))
        .then(insertParents(member));
  }

  private Mono<Void> insert(List<Newcomer> members) {
    return database.sql(INSERT).bindValues(values(members)).then();
  }

  /** For {@link #INSERT}, the first members of new families; their kinship is told later. */
  static Map<String, ?> valuesOf(List<FamilyFile> families) {
    return values(
        families.stream()
            .flatMap(
                family ->
                    family.members().stream()
                        .map(member -> new Newcomer(family.id(), keyOf(family), member)))
            .toList());
  }

  private static Map<String, ?> values(List<Newcomer> members) {
    return Map.of(
        "memberIds",
        members.stream().map(m -> m.member().id()).toArray(UUID[]::new),
        "families",
        members.stream().map(Newcomer::familyId).toArray(UUID[]::new),
        "relations",
        members.stream().map(m -> m.member().relation().name()).toArray(String[]::new),
        "relatedSince",
        members.stream()
            .map(m -> m.member().relations().getLast().since())
            .toArray(LocalDate[]::new),
        "sexes",
        members.stream().map(m -> m.member().sex().name()).toArray(String[]::new),
        "births",
        members.stream().map(m -> m.member().birthDate()).toArray(LocalDate[]::new),
        "identities",
        members.stream().map(Newcomer::sealed).toArray(String[]::new),
        "joined",
        members.stream().map(m -> m.member().joinedOn()).toArray(LocalDate[]::new),
        "hasNationalIds",
        members.stream().map(m -> m.member().nationalId() != null).toArray(Boolean[]::new));
  }

  /** The changed state of a member; relations that ended are kept with their days. */
  public Mono<Void> update(FamilyFile family, Member member) {
    List<RelationSince> former = member.relations().subList(0, member.relations().size() - 1);
    var statement =
        database
            .sql(
                """
                with former as (
                  select relation, since, n
                    from unnest(:formerRelations::text[], :formerSince::date[])
                         with ordinality as one_after_another (relation, since, n)
                ), removed as (
                  delete from former_relation
                   where member_id = :id
                     and (relation, since) not in (select relation, since from former)
                ), added as (
                  insert into former_relation (member_id, relation, since)
                  select :id, relation, since from former
                   where (relation, since) not in (
                           select relation, since from former_relation where member_id = :id)
                   order by n
                )
                update member
                   set relation = :relation, relation_since = :relationSince, sex = :sex,
                       birth_date = :birthDate, sealed_identity = :identity,
                       has_national_id = :hasNationalId,
                       left_on = :leftOn, leave_reason = :leaveReason
                 where id = :id
                """)
            .bind("id", member.id())
            .bind(
                "formerRelations",
                former.stream().map(r -> r.relation().name()).toArray(String[]::new))
            .bind(
                "formerSince", former.stream().map(RelationSince::since).toArray(LocalDate[]::new))
            .bind("relation", member.relation().name())
            .bind("relationSince", member.relations().getLast().since())
            .bind("sex", member.sex().name())
            .bind("birthDate", member.birthDate())
            .bind("hasNationalId", member.nationalId() != null)
            .bind("identity", keyOf(family).seal(member.id(), identityOf(member)));
    statement = bind(statement, "leftOn", member.leftOn(), LocalDate.class);
    LeaveReason reason = member.leaveReason();
    statement = bind(statement, "leaveReason", reason == null ? null : reason.name(), String.class);
    return statement.then().then(replaceParents(member));
  }

  private Mono<Void> replaceParents(Member member) {
    return database
        .sql("delete from kinship where child_id = :child and parent_id <> all(:parents)")
        .bind("child", member.id())
        .bind("parents", member.parentIds().toArray(UUID[]::new))
        .then()
        .then(insertParents(member));
  }

  private Mono<Void> insertParents(Member member) {
    if (member.parentIds().isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into kinship (child_id, parent_id)
            select :child, parent from unnest(:parents::uuid[]) as parent
            on conflict do nothing
            """)
        .bind("child", member.id())
        .bind("parents", member.parentIds().toArray(UUID[]::new))
        .then();
  }

  private static FamilyKey keyOf(FamilyFile family) {
    return Objects.requireNonNull(family.key());
  }

  private static Identity identityOf(Member member) {
    return Objects.requireNonNull(member.identity());
  }

  private static <T> GenericExecuteSpec bind(
      GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private record Newcomer(UUID familyId, FamilyKey key, Member member) {

    /** As hexadecimal text: the driver does not carry arrays of bytea faithfully. */
    String sealed() {
      return HexFormat.of().formatHex(key.seal(member.id(), identityOf(member)));
    }
  }
}
