package org.retzef.reporting.sharing.agreement;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Agreements in the database, each with its sealed keys. */
@Repository
public class SharingAgreements {

  private static final String SELECT =
      """
      select code, terms::text as terms, stage, stages, former_until, version, sealed_keys from sharing_agreement
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  SharingAgreements(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * An agreement with the keys of its pseudonyms.
   *
   * @param sealedKeys as they lie in the database
   */
  public record WithKeys(SharingAgreement agreement, byte[] sealedKeys) {}

  /** The agreement, if this caller may know of it. */
  public Mono<SharingAgreement> find(Caller caller, String code) {
    return withKeys(code)
        .map(WithKeys::agreement)
        .filter(agreement -> agreement.isKnownTo(caller))
        .switchIfEmpty(Mono.error(AgreementNotFound::new));
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<WithKeys> lock(Caller caller, String code) {
    return database
        .sql(SELECT + "where code = $1 for update")
        .bind("$1", code)
        .map(this::read)
        .one()
        .filter(found -> found.agreement().isKnownTo(caller))
        .switchIfEmpty(Mono.error(AgreementNotFound::new));
  }

  public Mono<WithKeys> withKeys(String code) {
    return database.sql(SELECT + "where code = $1").bind("$1", code).map(this::read).one();
  }

  /** All there are, for what is told on streams. */
  public Flux<WithKeys> all() {
    return database.sql(SELECT + "order by code").map(this::read).all();
  }

  Mono<Page<SharingAgreement>> list(Caller caller, PageRequest page) {
    String partner = caller.partner() == null ? "" : caller.partner();
    return database
        .sql(
            SELECT
                + """
                where code > $1 and ($2 or terms ->> 'partner' = $3) order by code limit $4
                """)
        .bind("$1", page.after("", text -> text))
        .bind("$2", SharingAgreement.isOfTheMinistry(caller))
        .bind("$3", partner)
        .bind("$4", page.limitPlusOne())
        .map(row -> read(row).agreement())
        .all()
        .collectList()
        .map(found -> Page.of(found, page, SharingAgreement::code));
  }

  Mono<SharingAgreement> insert(String code, Terms terms, byte[] sealedKeys, LocalDate today) {
    return database
        .sql(
            """
            insert into sharing_agreement (code, terms, stage, stages, sealed_keys)
            values ($1, $2::jsonb, 'PROPOSED', array['PROPOSED@' || $3], $4)
            on conflict do nothing
            """)
        .bind("$1", code)
        .bind("$2", json.writeValueAsString(terms))
        .bind("$3", today.toString())
        .bind("$4", sealedKeys)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(AgreementExists::new))
        .then(reread(code));
  }

  Mono<SharingAgreement> change(String code, Terms terms) {
    return database
        .sql(
            "update sharing_agreement set terms = $2::jsonb, version = version + 1 where code = $1")
        .bind("$1", code)
        .bind("$2", json.writeValueAsString(terms))
        .then()
        .then(reread(code));
  }

  Mono<SharingAgreement> move(String code, Stage stage, LocalDate today) {
    return database
        .sql(
            """
            update sharing_agreement
               set stage = $2, stages = stages || ($2 || '@' || $3), version = version + 1
             where code = $1
            """)
        .bind("$1", code)
        .bind("$2", stage.name())
        .bind("$3", today.toString())
        .then()
        .then(reread(code));
  }

  Mono<SharingAgreement> rotate(String code, byte[] sealedKeys, LocalDate formerUntil) {
    return database
        .sql(
            """
            update sharing_agreement
               set sealed_keys = $2, former_until = $3, version = version + 1
             where code = $1
            """)
        .bind("$1", code)
        .bind("$2", sealedKeys)
        .bind("$3", formerUntil)
        .then()
        .then(reread(code));
  }

  /** Destroys the former key, once its overlap is over. */
  public Mono<Void> forgetFormerKey(WithKeys found, byte[] sealedKeys) {
    return database
        .sql(
            """
            update sharing_agreement
               set sealed_keys = $2, former_until = null, version = version + 1
             where code = $1 and version = $3
            """)
        .bind("$1", found.agreement().code())
        .bind("$2", sealedKeys)
        .bind("$3", found.agreement().version())
        .then();
  }

  private Mono<SharingAgreement> reread(String code) {
    return Mono.defer(() -> withKeys(code).map(WithKeys::agreement));
  }

  private WithKeys read(Readable row) {
    return new WithKeys(
        new SharingAgreement(
            required(row, "code", String.class),
            json.readValue(required(row, "terms", String.class), Terms.class),
            Stage.valueOf(required(row, "stage", String.class)),
            stages(required(row, "stages", String[].class)),
            formerUntil(row),
            required(row, "version", Long.class)),
        required(row, "sealed_keys", byte[].class));
  }

  private static @Nullable LocalDate formerUntil(Readable row) {
    return row.get("former_until", LocalDate.class);
  }

  private static List<SharingAgreement.Reached> stages(String[] kept) {
    return Arrays.stream(kept)
        .map(one -> one.split("@"))
        .map(one -> new SharingAgreement.Reached(Stage.valueOf(one[0]), LocalDate.parse(one[1])))
        .toList();
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
