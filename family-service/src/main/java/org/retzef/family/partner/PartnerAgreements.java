package org.retzef.family.partner;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.family.directory.Partners;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Agreements in the database. */
@Repository
class PartnerAgreements {

  private static final String COLUMNS =
      "partner, actor, name_he, legal_basis, scopes, valid_from, valid_until, sandbox, suspended, version";

  private final DatabaseClient database;
  private final Partners partners;

  PartnerAgreements(DatabaseClient database, Partners partners) {
    this.database = database;
    this.partners = partners;
  }

  /**
   * What the partner agreed to. Fails with {@link AgreementMissing} where no agreement in force
   * today, within its actor's legal basis, grants one of the scopes.
   */
  Mono<PartnerAgreement> inForce(@Nullable String partner, List<String> scopes) {
    return partner == null
        ? Mono.error(new AgreementMissing())
        : database
            .sql(
                "select "
                    + COLUMNS
                    + """
                       from partner_agreement_in_force
                      where partner = :partner and granted && :scopes::text[]
                    """)
            .bind("partner", partner)
            .bind("scopes", scopes.toArray(String[]::new))
            .map(PartnerAgreements::read)
            .one()
            .switchIfEmpty(Mono.error(AgreementMissing::new));
  }

  /** Refuses what is beyond the legal basis of the actor whose agreement it is. */
  Mono<PartnerAgreement> insert(AgreementRequest request) {
    return partners
        .scopes(request.actorOrNgo(), request.legalBasis())
        .switchIfEmpty(
            Mono.error(() -> new InvalidInput(Fault.of("legalBasis", "legal-basis-not-of-actor"))))
        .doOnNext(granted -> InvalidInput.ifAny(faultsOf(request, granted)))
        .then(Mono.defer(() -> insertRow(request)));
  }

  private static List<Fault> faultsOf(AgreementRequest request, List<String> granted) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < request.scopes().size(); i++) {
      if (!granted.contains(request.scopes().get(i))) {
        faults.add(Fault.of("scopes[" + i + "]", "scope-beyond-legal-basis"));
      }
    }
    return faults;
  }

  private Mono<PartnerAgreement> insertRow(AgreementRequest request) {
    return database
        .sql(
            """
            insert into partner_agreement
              (partner, actor, name_he, legal_basis, scopes, valid_from, valid_until, sandbox)
            values (:partner, :actor, :nameHe, :legalBasis, :scopes, :from, :until::date, :sandbox)
            returning
            """
                + COLUMNS)
        .bind("partner", request.partner())
        .bind("actor", request.actorOrNgo())
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
    return find(partner)
        .doOnNext(
            found -> {
              if (until.isBefore(found.validFrom())) {
                throw new InvalidInput(Fault.of("validUntil", "date-before-start"));
              }
            })
        .then(Mono.defer(() -> change(partner, expected, "valid_until", until)));
  }

  /** Fails with {@link AgreementNotFound}. */
  Mono<PartnerAgreement> suspend(String partner, ExpectedVersion expected, boolean suspended) {
    return change(partner, expected, "suspended", suspended);
  }

  private Mono<PartnerAgreement> change(
      String partner, ExpectedVersion expected, String column, Object value) {
    return findBy("where partner = :partner for update", partner)
        .doOnNext(found -> expected.orRefuse(found.version(), found))
        .then(
            database
                .sql(
                    """
                    update partner_agreement set %s = :value, version = version + 1
                     where partner = :partner
                    returning
                    """
                            .formatted(column)
                        + COLUMNS)
                .bind("value", value)
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
        row.get("actor", String.class),
        row.get("name_he", String.class),
        row.get("legal_basis", String.class),
        List.of(row.get("scopes", String[].class)),
        row.get("valid_from", LocalDate.class),
        until,
        Boolean.TRUE.equals(row.get("sandbox", Boolean.class)),
        Boolean.TRUE.equals(row.get("suspended", Boolean.class)),
        row.get("version", Long.class));
  }
}
