package org.retzef.family.assessment;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.CheckedAnswers;
import org.retzef.family.form.FormDefinition;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Assessments in the database, of families that the caller was let in to before: countable answers
 * in the open, words sealed.
 */
@Repository
class Assessments {

  /** Sorts after every id: where a list begins that shows the latest first. */
  private static final UUID AFTER_ALL_IDS = new UUID(-1, -1);

  private static final String SELECT =
      """
      select assessment.id, assessment.family_id, assessment.unit::text as unit, assessed_on, form,
             form_version, overlay_id, overlay_form, overlay_form_version, answers::text as answers,
             sealed_texts, recorded_by, recorded_at, wrapped_key
        from assessment
        left join family_key on family_key.family_id = assessment.family_id
       where assessment.family_id = :familyId
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  Assessments(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** Who may be asked about on that day: members who had not left before. */
  Mono<Set<UUID>> members(UUID familyId, LocalDate day) {
    return database
        .sql(
            """
            select id from member
             where family_id = :familyId and (left_on is null or left_on > :day)
             order by id
            """)
        .bind("familyId", familyId)
        .bind("day", day)
        .map(row -> row.get("id", UUID.class))
        .all()
        .collect(Collectors.toUnmodifiableSet());
  }

  Mono<Void> insert(Assessment assessment, CheckedAnswers answers, FamilyKey key) {
    var statement =
        database
            .sql(
                """
                insert into assessment
                  (id, family_id, unit, assessed_on, form, form_version, overlay_id, overlay_form,
                   overlay_form_version, answers, sealed_texts, recorded_by, recorded_at)
                values (:id, :familyId, :unit::ltree, :assessedOn, :form, :formVersion, :overlayId,
                        :overlayForm, :overlayFormVersion, :answers::jsonb, :sealedTexts,
                        :recordedBy, :recordedAt)
                """)
            .bind("id", assessment.id())
            .bind("familyId", assessment.familyId())
            .bind("unit", assessment.unit().path())
            .bind("assessedOn", assessment.assessedOn())
            .bind("form", assessment.form())
            .bind("formVersion", assessment.formVersion())
            .bind("answers", FormDefinition.json(answers.coded()))
            .bind("recordedBy", assessment.recordedBy())
            .bind("recordedAt", assessment.recordedAt());
    byte[] sealed = answers.texts().isEmpty() ? null : key.seal(assessment.id(), answers.texts());
    statement = bind(statement, "overlayId", assessment.overlayId(), UUID.class);
    statement = bind(statement, "overlayForm", assessment.overlayForm(), String.class);
    statement =
        bind(statement, "overlayFormVersion", assessment.overlayFormVersion(), Integer.class);
    return bind(statement, "sealedTexts", sealed, byte[].class).then();
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  Mono<Assessment> find(UUID familyId, UUID id) {
    return database
        .sql(SELECT + " and assessment.id = :id")
        .bind("familyId", familyId)
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(AssessmentNotFound::new));
  }

  /** Latest recorded first. */
  Mono<Page<Assessment>> of(UUID familyId, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and assessment.id < :before
                 order by assessment.id desc
                 limit :limit
                """)
        .bind("familyId", familyId)
        .bind("before", page.after(AFTER_ALL_IDS, UUID::fromString))
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, assessment -> assessment.id().toString()));
  }

  private Assessment read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID familyId = row.get("family_id", UUID.class);
    Map<String, Object> answers =
        new LinkedHashMap<>(FormDefinition.answersOf(row.get("answers", String.class)));
    answers.putAll(
        texts(
            id,
            familyId,
            row.get("sealed_texts", byte[].class),
            row.get("wrapped_key", byte[].class)));
    return new Assessment(
        id,
        familyId,
        new UnitPath(row.get("unit", String.class)),
        row.get("assessed_on", LocalDate.class),
        row.get("form", String.class),
        row.get("form_version", Integer.class),
        row.get("overlay_id", UUID.class),
        row.get("overlay_form", String.class),
        row.get("overlay_form_version", Integer.class),
        answers,
        row.get("recorded_by", String.class),
        row.get("recorded_at", Instant.class));
  }

  /** What was written in words; nothing of it once the family's key is gone. */
  @SuppressWarnings("unchecked") // what was sealed from such a map
  private Map<String, Object> texts(
      UUID id, UUID familyId, byte @Nullable [] sealed, byte @Nullable [] wrappedKey) {
    return sealed == null || wrappedKey == null
        ? Map.of()
        : keys.open(familyId, wrappedKey).open(id, sealed, Map.class);
  }
}
