package org.retzef.training.followup;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Trainees' mail addresses, sealed; nobody else sees or sets them. */
@Repository
class MailAddresses {

  private final DatabaseClient database;
  private final Secrets secrets;

  MailAddresses(DatabaseClient database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
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
        .then(
            database
                .sql(
                    """
                    update follow_up_mail as mail
                       set state = 'DUE', next_try_at = now(), attempts = 0, failure = null
                      from registration, asked_form
                     where registration.id = mail.registration_id and trainee = :trainee
                       and asked_form.follow_up_id = mail.follow_up_id and closes_at > now()
                       and mail.state = 'STUCK' and failure in ('address-missing', 'address-refused')
                    """)
                .bind("trainee", trainee)
                .then())
        .thenReturn(address);
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
