package org.retzef.family.partner;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Agreements in the database. */
@Repository
public class PartnerAgreements {

  private static final String COLUMNS =
      "partner, name_he, legal_basis, scopes, valid_from, valid_until, sandbox, version";

  private final DatabaseClient database;
  private final Clock clock;

  PartnerAgreements(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The caller's partner code. A token alone is not enough: fails with {@link AgreementMissing}
   * where no agreement in force today grants the scope.
   */
  public Mono<String> require(Caller caller, String scope) {
    return inForce(caller, scope).map(PartnerAgreement::partner);
  }

  Mono<PartnerAgreement> inForce(Caller caller, String scope) {
    String partner = caller.partner();
    return partner == null
        ? Mono.error(new AgreementMissing())
        : database
            .sql(
                "select "
                    + COLUMNS
                    + """
                       from partner_agreement
                      where partner = :partner and :scope = any(scopes)
                        and daterange(valid_from, valid_until, '[]') @> :today
                    """)
            .bind("partner", partner)
            .bind("scope", scope)
            .bind("today", LocalDate.now(clock))
            .map(PartnerAgreements::read)
            .one()
            .switchIfEmpty(Mono.error(AgreementMissing::new));
  }

  Mono<PartnerAgreement> insert(AgreementRequest request) {
    return database
        .sql(
            """
            insert into partner_agreement
              (partner, name_he, legal_basis, scopes, valid_from, valid_until, sandbox)
            values (:partner, :nameHe, :legalBasis, :scopes, :from, :until::date, :sandbox)
            returning
            """
                + COLUMNS)
        .bind("partner", request.partner())
        .bind("nameHe", request.nameHe())
        .bind("legalBasis", request.legalBasis())
        .bind("scopes", request.scopes().stream().distinct().sorted().toArray(String[]::new))
        .bind("from", request.validFrom())
        .bind(
            "until", io.r2dbc.spi.Parameters.in(io.r2dbc.spi.R2dbcType.DATE, request.validUntil()))
        .bind("sandbox", Boolean.TRUE.equals(request.sandbox()))
        .map(PartnerAgreements::read)
        .one()
        .onErrorMap(DuplicateKeyException.class, exists -> new AgreementExists());
  }

  Mono<PartnerAgreement> find(String partner) {
    return findBy("where partner = :partner", partner);
  }

  /** Fails with {@link AgreementNotFound}. */
  Mono<PartnerAgreement> end(String partner, ExpectedVersion expected, LocalDate until) {
    return findBy("where partner = :partner for update", partner)
        .doOnNext(found -> expected.orRefuse(found.version(), found))
        .then(
            database
                .sql(
                    """
                    update partner_agreement set valid_until = :until, version = version + 1
                     where partner = :partner
                    returning
                    """
                        + COLUMNS)
                .bind("until", until)
                .bind("partner", partner)
                .map(PartnerAgreements::read)
                .one());
  }

  private Mono<PartnerAgreement> findBy(String condition, String partner) {
    return database
        .sql("select " + COLUMNS + " from partner_agreement " + condition)
        .bind("partner", partner)
        .map(PartnerAgreements::read)
        .one()
        .switchIfEmpty(Mono.error(AgreementNotFound::new));
  }

  Mono<Page<PartnerAgreement>> all(PageRequest page) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from partner_agreement where partner > :after order by partner limit :limit")
        .bind("after", page.after())
        .bind("limit", page.limitPlusOne())
        .map(PartnerAgreements::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, PartnerAgreement::partner));
  }

  private static PartnerAgreement read(Readable row) {
    @Nullable LocalDate until = row.get("valid_until", LocalDate.class);
    return new PartnerAgreement(
        row.get("partner", String.class),
        row.get("name_he", String.class),
        row.get("legal_basis", String.class),
        List.of(row.get("scopes", String[].class)),
        row.get("valid_from", LocalDate.class),
        until,
        Boolean.TRUE.equals(row.get("sandbox", Boolean.class)),
        row.get("version", Long.class));
  }
}
