package org.retzef.family.webhook;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Webhooks in the database. */
@Repository
class Webhooks {

  private final DatabaseClient database;
  private final SealedSecrets secrets;

  Webhooks(DatabaseClient database, SealedSecrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /** In place of the one before, which leaves it its secret. */
  Mono<Webhook> set(String partner, WebhookAddress address) {
    return database
        .sql(
            """
            insert into partner_webhook (partner, url, sealed_secret) values (:partner, :url, :secret)
            on conflict (partner) do update set url = excluded.url, gone = false, set_at = now()
            """)
        .bind("partner", partner)
        .bind("url", address.url().toString())
        .bind("secret", secrets.seal(partner, WebhookSecret.draw()))
        .then()
        .then(Mono.defer(() -> of(partner)));
  }

  Mono<Webhook> of(String partner) {
    return database
        .sql(
            """
            select url, gone, set_at,
                   (select count(*)::int from webhook_delivery
                     where partner = :partner and state = 'DUE') as due,
                   (select count(*)::int from webhook_delivery
                     where partner = :partner and state = 'DEAD') as dead
              from partner_webhook where partner = :partner
            """)
        .bind("partner", partner)
        .map(
            row ->
                new Webhook(
                    row.get("url", String.class),
                    Boolean.TRUE.equals(row.get("gone", Boolean.class)),
                    row.get("set_at", Instant.class),
                    row.get("due", Integer.class),
                    row.get("dead", Integer.class)))
        .one()
        .defaultIfEmpty(Webhook.NONE);
  }

  Mono<Webhook.Secret> secretOf(String partner) {
    return database
        .sql(
            """
            select sealed_secret, case when former_until > now() then former_until end as former_until
              from partner_webhook where partner = :partner
            """)
        .bind("partner", partner)
        .map(
            row ->
                new Webhook.Secret(
                    secrets.open(partner, row.get("sealed_secret", byte[].class)).text(),
                    row.get("former_until", Instant.class)))
        .one()
        .defaultIfEmpty(Webhook.Secret.NONE);
  }

  /** The former one signs for another day beside the new one. */
  Mono<Webhook> rotate(String partner) {
    return database
        .sql(
            """
            update partner_webhook
               set sealed_former = sealed_secret, former_until = now() + interval '24 hours',
                   sealed_secret = :secret
             where partner = :partner
            """)
        .bind("partner", partner)
        .bind("secret", secrets.seal(partner, WebhookSecret.draw()))
        .then()
        .then(Mono.defer(() -> of(partner)));
  }

  /** What was to be delivered is not. */
  Mono<Void> remove(String partner) {
    return database
        .sql("delete from webhook_delivery where partner = :partner and state <> 'DELIVERED'")
        .bind("partner", partner)
        .then()
        .then(
            database
                .sql("delete from partner_webhook where partner = :partner")
                .bind("partner", partner)
                .then());
  }
}
