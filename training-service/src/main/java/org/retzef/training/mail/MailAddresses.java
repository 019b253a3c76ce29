package org.retzef.training.mail;

import java.util.List;
import org.retzef.training.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Trainees' mail addresses, sealed; nobody else sees or sets them. */
@Repository
class MailAddresses {

  private final DatabaseClient database;
  private final Secrets secrets;
  private final List<MailPile<?>> piles;

  MailAddresses(DatabaseClient database, Secrets secrets, List<MailPile<?>> piles) {
    this.database = database;
    this.secrets = secrets;
    this.piles = piles;
  }

  /** What was stuck for want of a good address is due again. */
  Mono<MailAddress> set(String trainee, MailAddress address) {
    return database
        .sql(
            """
            insert into mail_address (trainee, sealed, language, set_at)
            values (:trainee, :sealed, :language, now())
            on conflict (trainee) do update
               set sealed = excluded.sealed, language = excluded.language, set_at = excluded.set_at
            """)
        .bind("trainee", trainee)
        .bind("sealed", secrets.seal(trainee, address.mail()))
        .bind("language", address.language().code())
        .then()
        .thenMany(Flux.fromIterable(piles).concatMap(pile -> pile.addressSet(trainee)))
        .then(Mono.just(address));
  }

  Mono<MailAddress> of(String trainee) {
    return database
        .sql("select sealed, language from mail_address where trainee = :trainee")
        .bind("trainee", trainee)
        .map(
            row ->
                new MailAddress(
                    secrets.open(trainee, row.get("sealed", byte[].class)),
                    MailLanguage.read(row.get("language", String.class))))
        .one()
        .switchIfEmpty(Mono.error(MailAddressNotFound::new));
  }

  Mono<Void> erase(String trainee) {
    return database
        .sql("delete from mail_address where trainee = :trainee")
        .bind("trainee", trainee)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(MailAddressNotFound::new))
        .then();
  }
}
