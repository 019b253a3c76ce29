package org.retzef.family.partner;

import java.util.List;
import org.retzef.family.rowimport.Row;
import org.retzef.family.rowimport.RowFault;
import org.retzef.family.rowimport.RowKind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows of files of referrals; where they go is the partner's code. */
@Component
class ReferralRows implements RowKind<ReferRequest> {

  private final PartnerReferring referring;
  private final PartnerReferrals referrals;
  private final PartnerAgreements agreements;

  ReferralRows(
      PartnerReferring referring, PartnerReferrals referrals, PartnerAgreements agreements) {
    this.referring = referring;
    this.referrals = referrals;
    this.agreements = agreements;
  }

  @Override
  public String name() {
    return "PARTNER_REFERRAL";
  }

  @Override
  public Class<ReferRequest> type() {
    return ReferRequest.class;
  }

  @Override
  public List<String> columns() {
    return List.of(
        "reference",
        "unit",
        "reason",
        "person.givenName",
        "person.familyName",
        "person.phone",
        "person.preferredLanguage",
        "person.nationalId",
        "consent.how",
        "consent.givenOn",
        "text",
        "expiresOn");
  }

  @Override
  public String keyOf(ReferRequest row) {
    return row.reference();
  }

  @Override
  public String keyField() {
    return "reference";
  }

  @Override
  public Mono<Integer> known(String partner, List<ReferRequest> rows) {
    return referrals.known(partner, rows.stream().map(ReferRequest::reference).toList());
  }

  /** Whatever could stand in the way of a referral is a fault of its row. */
  @Override
  public Mono<List<RowFault>> faultsInPlace(String partner, List<Row<ReferRequest>> rows) {
    return Mono.just(List.of());
  }

  /** Also if the agreement has ended since the file came: it was in force then. */
  @Override
  public Mono<Taken> take(String partner, List<Row<ReferRequest>> rows) {
    return agreements
        .find(partner)
        .flatMapMany(
            agreement ->
                Flux.fromIterable(rows).concatMap(row -> referring.take(agreement, row.value())))
        .filter(taken -> taken)
        .count()
        .map(done -> new Taken(done.intValue(), List.of()));
  }
}
