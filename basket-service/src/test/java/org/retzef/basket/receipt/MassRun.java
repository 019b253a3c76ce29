package org.retzef.basket.receipt;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jsmpp.util.DeliveryReceiptState;
import org.retzef.basket.Desk;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Many deliveries at once, each to a family of its own, and what their phones do. */
final class MassRun {

  private static final String STEPS =
      """
      insert into basket_request (id, basket_id, aspect, amount, status, required_tier,
                                  requested_by, submitted_at)
        select uuidv7(), '%1$s', 'BASIC_NEEDS', 100, 'SUBMITTED', 1, 'mass', now()
          from generate_series(1, %2$d);
      insert into request_item (request_id, position, category, description, amount)
        select id, 1, 'HOUSEHOLD_EQUIPMENT', 'x', 100 from basket_request where requested_by = 'mass';
      insert into decision (id, request_id, decision, tier, decided_by, decided_on)
        select uuidv7(), id, 'APPROVE', 1, 'lead', current_date
          from basket_request where requested_by = 'mass';
      update basket_request set status = 'APPROVED' where requested_by = 'mass';
      update basket_request set status = 'ORDERED' where requested_by = 'mass';
      insert into voucher (id, request_id, vendor_id, content, issued_by, issued_on, content_hash,
                           signature, key_id, signed_by, signed_at)
        select uuidv7(), request.id, (select id from vendor limit 1), '{}', 'mass', current_date,
               'x', 'x', 'x', 'x', now()
          from basket_request request where requested_by = 'mass';
      insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
        select uuidv7(), id, 100, current_date, 'mass' from voucher where issued_by = 'mass';
      update voucher set delivered_on = current_date where issued_by = 'mass';
      update basket_request set status = 'DELIVERED' where requested_by = 'mass'
      """;

  private final DatabaseClient database;
  private final Secrets secrets;
  private final TestSmsCentre centre;
  private final TestFamilyService families;
  private final String basket;
  private final int all;
  private final List<String> phones = new ArrayList<>();

  MassRun(
      WebTestClient http,
      DatabaseClient database,
      Secrets secrets,
      TestSmsCentre centre,
      TestFamilyService families,
      int all) {
    this.database = database;
    this.secrets = secrets;
    this.centre = centre;
    this.families = families;
    this.basket = Desk.worker(http).opensABasket("NOSHMIM_ROUTINE");
    this.all = all;
  }

  void deliverAll() {
    for (String statement : STEPS.formatted(basket, all).split(";")) {
      database.sql(statement).then().block();
    }
    List<UUID> vouchers =
        database
            .sql("select id from voucher where issued_by = 'mass' order by id")
            .map(row -> row.get("id", UUID.class))
            .all()
            .collectList()
            .block();
    List<UUID> receipts = new ArrayList<>();
    List<UUID> of = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      receipts.add(Ids.next());
      of.add(UUID.randomUUID());
      hashes.add(secrets.tokenOf(receipts.get(i)).hash());
      phones.add("+97255" + (3_000_000 + i));
      families.knows(of.get(i), phones.get(i), "he");
    }
    database
        .sql(
            """
            insert into receipt (id, voucher_id, request_id, basket_id, family_id, unit, categories,
                                 status, token_hash, created_at, expires_at)
            select line.id, voucher, request_id, basket.id, family, basket.unit,
                   '{HOUSEHOLD_EQUIPMENT}', 'TO_SEND', decode(hash, 'hex'), now(),
                   now() + interval '60 days'
              from unnest(:ids::uuid[], :vouchers::uuid[], :families::uuid[], :hashes::text[])
                   as line (id, voucher, family, hash)
              join voucher on voucher.id = voucher
              join basket on basket.id = :basket
            """)
        .bind("ids", receipts.toArray(UUID[]::new))
        .bind("vouchers", vouchers.toArray(UUID[]::new))
        .bind("families", of.toArray(UUID[]::new))
        .bind("hashes", hashes.toArray(String[]::new))
        .bind("basket", UUID.fromString(basket))
        .then()
        .block();
  }

  /** With no word to those whose messages it has just taken. */
  void killTheCentreAt(int messages) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(30 + all / 5))
        .until(() -> reached() >= messages);
    centre.close();
    // the sockets of the dead may hold its port for a moment
    await()
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              centre.open();
              return true;
            });
  }

  private long reached() {
    Set<String> mine = Set.copyOf(phones);
    return centre.parts().stream()
        .map(TestSmsCentre.Part::to)
        .filter(mine::contains)
        .distinct()
        .count();
  }

  /** Of ten families, five say yes, one partly, one no, two are silent, one is never reached. */
  void reportAndReply() throws Exception {
    List<Future<?>> done = new ArrayList<>();
    try (var together = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < all; i++) {
        int family = i;
        done.add(together.submit(() -> reportAndReply(phones.get(family), family % 10)));
      }
    }
    for (Future<?> each : done) {
      each.get();
    }
  }

  private void reportAndReply(String phone, int fate) {
    if (fate < 9) {
      var state = fate == 8 ? DeliveryReceiptState.UNDELIV : DeliveryReceiptState.DELIVRD;
      centre.partsTo(phone).forEach(part -> centre.report(part.id(), state));
    }
    if (fate < 7) {
      centre.reply(phone, fate < 5 ? "1" : fate == 5 ? "2" : "3");
    }
  }

  /** How often each family's phone shows the message, if the centre drops what repeats. */
  Map<String, Long> shownTo() {
    Map<String, Long> shown = new HashMap<>();
    for (String phone : phones) {
      Map<Integer, Long> distinct =
          centre.partsTo(phone).stream()
              .map(part -> List.of(part.userReference(), part.number(), hash(part)))
              .distinct()
              .collect(Collectors.groupingBy(part -> part.get(1), Collectors.counting()));
      shown.put(phone, distinct.values().stream().mapToLong(times -> times).max().orElse(0));
    }
    return shown;
  }

  private static int hash(TestSmsCentre.Part part) {
    return Arrays.hashCode(part.message().getShortMessage());
  }
}
