package org.retzef.rights.catalogue;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Condition;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The conditions of all versions, for those who decide by them. */
@Repository
public class PublishedRules {

  /**
   * One version's conditions.
   *
   * @param validFrom first day on which it gives anything; null where that is not bounded
   * @param validTo last day; a temporary benefit has one
   */
  public record PublishedRule(
      String code,
      int version,
      String nameHe,
      @Nullable String nameEn,
      @Nullable String nameAr,
      String category,
      boolean sensitive,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      List<Condition> conditions) {

    /** Whether it is given for a time alone, of its own or of an emergency. */
    public boolean isTemporary() {
      return validTo != null || conditions.toString().contains("household.emergencies");
    }

    public boolean holdsOn(LocalDate day) {
      return (validFrom == null || !day.isBefore(validFrom))
          && (validTo == null || !day.isAfter(validTo));
    }
  }

  /**
   * An expression that changes whenever a version or an amount is added: what was made of them is
   * stale then.
   */
  public static final String STAMP =
      """
      (select count(*) from right_version) || '/' || (select coalesce(max(id), 0) from parameter_value)
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  PublishedRules(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** {@link #STAMP}, for whoever asks the database nothing else. */
  public Mono<String> stamp() {
    return database.sql("select " + STAMP).map(row -> row.get(0, String.class)).one();
  }

  /** All versions, each right's newest first. */
  public Mono<List<PublishedRule>> all() {
    return database
        .sql(
            """
            select code, version, name_he, name_en, name_ar, category, sensitive, valid_from,
                   valid_to, conditions::text as conditions
              from right_version
             order by code, version desc
            """)
        .map(this::read)
        .all()
        .collectList();
  }

  private PublishedRule read(Readable row) {
    return new PublishedRule(
        row.get("code", String.class),
        row.get("version", Integer.class),
        row.get("name_he", String.class),
        row.get("name_en", String.class),
        row.get("name_ar", String.class),
        row.get("category", String.class),
        row.get("sensitive", Boolean.class),
        row.get("valid_from", LocalDate.class),
        row.get("valid_to", LocalDate.class),
        List.of(json.readValue(row.get("conditions", String.class), Condition[].class)));
  }
}
