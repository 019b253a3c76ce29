package org.retzef.basket.basket;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Receipts as what goes where their baskets go. All who lock more than one of these lock them in
 * this order: receipt, request, basket, account. Who moves baskets therefore begins with their
 * receipts.
 */
@Repository
class ReceiptsOfBaskets {

  /** Also what one of the families has taken in before. */
  private static final String OF_FAMILIES =
      """
      opened_for in (select opened_for from basket
                      where opened_for = any(:families) or family_id = any(:families))
      """;

  private final DatabaseClient database;

  ReceiptsOfBaskets(DatabaseClient database) {
    this.database = database;
  }

  /** Nobody else changes them until the commit. */
  Mono<Void> lock(UUID... families) {
    return database
        .sql(
            """
            select id from receipt
             where basket_id in (select id from basket where %s)
             order by id for no key update
            """
                .formatted(OF_FAMILIES))
        .bind("families", families)
        .then();
  }

  /** Those too that were made while the baskets were waited for. */
  Mono<Void> follow(UUID... families) {
    return database
        .sql(
            """
            update receipt set family_id = basket.family_id, unit = basket.unit
              from basket
             where basket.id = basket_id and %s
               and (receipt.family_id, receipt.unit) is distinct from (basket.family_id, basket.unit)
            """
                .formatted(OF_FAMILIES))
        .bind("families", families)
        .then();
  }
}
