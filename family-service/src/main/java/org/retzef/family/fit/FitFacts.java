package org.retzef.family.fit;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.fit.rules.Fact;
import org.retzef.family.fit.rules.Facts;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What records know of a family, and what it was asked. */
@Repository
class FitFacts {

  private static final int ADULT_AT = 18;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  FitFacts(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** Everything that is known on a day. */
  Mono<Facts> of(UUID familyId, LocalDate day) {
    return recorded(familyId, day)
        .zipWith(
            answers(familyId),
            (facts, kept) -> {
              kept.answers()
                  .forEach(
                      answer ->
                          Fact.asked(answer.fact())
                              .ifPresent(fact -> facts.with(fact, answer.value())));
              return facts;
            });
  }

  private Mono<Facts> recorded(UUID familyId, LocalDate day) {
    return database
        .sql(
            """
            with household as (
              select birth_date, relation_then.relation
                from member
                cross join lateral (
                       select relation
                         from (select member.relation, relation_since as since, false as former
                               union all
                               select relation, since, true from former_relation
                                where member_id = member.id) as one_after_another
                        order by since > :day, abs(since - :day::date), former limit 1) as relation_then
               where family_id = :id and joined_on <= :day
                 and (left_on is null or left_on > :day))
            select array(select birth_date from household) as births,
                   exists (select from household where relation = 'SPOUSE') as spouse,
                   exists (select from household
                            where relation = 'CHILD' and birth_date > :adultsBornBy) as child,
                   array(select track from enrolment
                          where family_id = family.id
                            and (end_date is null or end_date >= greatest(start_date, :day)))
                     as tracks,
                   (select array(select jsonb_array_elements_text(answers -> 'basicNeedsMissing'))
                      from assessment
                     where family_id = family.id and assessed_on <= :day
                       and jsonb_typeof(answers -> 'basicNeedsMissing') = 'array'
                     order by assessed_on desc, id desc limit 1) as missing,
                   coalesce(cbs_code, '') as authority, coalesce(has_noshmim, false) as noshmim
              from family
              left join unit on path = subpath(family.unit, 0, 3)
             where family.id = :id
            """)
        .bind("id", familyId)
        .bind("day", day)
        .bind("adultsBornBy", day.minusYears(ADULT_AT))
        .map(row -> read(row, day))
        .one();
  }

  private static Facts read(Readable row, LocalDate day) {
    List<Long> ages =
        Arrays.stream(row.get("births", LocalDate[].class))
            .map(birth -> (long) Period.between(birth, day).getYears())
            .toList();
    boolean child = Boolean.TRUE.equals(row.get("child", Boolean.class));
    boolean spouse = Boolean.TRUE.equals(row.get("spouse", Boolean.class));
    Facts facts =
        new Facts()
            .with(Fact.AGES, ages)
            .with(Fact.HOUSEHOLD_SIZE, ages.size())
            .with(Fact.MINORS, ages.stream().filter(age -> age < ADULT_AT).count())
            .with(Fact.SINGLE_PARENT, child && !spouse)
            .with(Fact.AUTHORITY, row.get("authority", String.class))
            .with(Fact.HAS_NOSHMIM, Boolean.TRUE.equals(row.get("noshmim", Boolean.class)))
            .with(Fact.ENROLLED_TRACKS, List.of(row.get("tracks", String[].class)));
    String[] missing = row.get("missing", String[].class);
    return missing == null ? facts : facts.with(Fact.BASIC_NEEDS_MISSING, List.of(missing));
  }

  Mono<KeptAnswers> answers(UUID familyId) {
    return database
        .sql("select id, sealed_answers, version from fit_answers where family_id = :id")
        .bind("id", familyId)
        .map(
            row ->
                new Sealed(
                    Objects.requireNonNull(row.get("id", UUID.class)),
                    Objects.requireNonNull(row.get("sealed_answers", byte[].class)),
                    Objects.requireNonNull(row.get("version", Long.class))))
        .one()
        .flatMap(
            kept ->
                keys.of(familyId)
                    .map(key -> key.open(kept.id(), kept.answers(), FitAnswers.class))
                    .map(opened -> new KeptAnswers(opened.answers(), kept.version())))
        .defaultIfEmpty(KeptAnswers.NONE);
  }

  /** Nobody else writes the family's answers until this transaction ends. */
  Mono<KeptAnswers> lockAnswers(UUID familyId) {
    return database
        .sql("select from family where id = :id for no key update")
        .bind("id", familyId)
        .then()
        .then(answers(familyId));
  }

  Mono<Void> keep(UUID familyId, FitAnswers answers, long version) {
    UUID id = Ids.next();
    return keys.of(familyId)
        .flatMap(
            key ->
                database
                    .sql(
                        """
                        insert into fit_answers (id, family_id, sealed_answers, version)
                        values (:id, :familyId, :answers, :version)
                        on conflict (family_id) do update
                           set id = excluded.id, sealed_answers = excluded.sealed_answers,
                               version = excluded.version
                        """)
                    .bind("id", id)
                    .bind("familyId", familyId)
                    .bind("answers", key.seal(id, answers))
                    .bind("version", version)
                    .then());
  }

  private record Sealed(UUID id, byte[] answers, long version) {}
}
