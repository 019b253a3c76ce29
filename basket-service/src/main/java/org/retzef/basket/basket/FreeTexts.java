package org.retzef.basket.basket;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * All free text that caseworkers have written about a family in this service, in whatever feature's
 * table: it may tell who they are. Whoever adds such a text adds it here.
 */
@Repository
class FreeTexts {

  private final DatabaseClient database;

  FreeTexts(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Amounts, categories and decisions stay, and of what a voucher's signature was made of the hash
   * that was signed: the vendor can still be paid. Whose words are gone is kept: of nobody else may
   * they be missing.
   */
  Mono<Void> blank(ErasedFamily family) {
    return letWordsBeBlanked().then(blankAll(family));
  }

  /** In this transaction only: what was decided is otherwise kept from every change. */
  private Mono<Void> letWordsBeBlanked() {
    return database.sql("select set_config('retzef.erasing', 'words', true)").then();
  }

  private Mono<Void> blankAll(ErasedFamily family) {
    return database
        .sql(
            """
            with request as (
              select basket_request.id
                from basket_request
                join basket on basket.id = basket_id
               where family_id = :familyId
            ), decisions as (
              update decision set note = null where request_id in (select id from request)
            ), votes as (
              update vote set note = null where request_id in (select id from request)
            ), appeals as (
              update appeal set note = null, answer = null
               where request_id in (select id from request)
            ), vouchers as (
              update voucher set content = '' where request_id in (select id from request)
            ), erased as (
              insert into erased_family (family_id)
              select cast(:familyId as uuid)
              union
              select opened_for from basket where family_id = :familyId
              on conflict do nothing
            ), steps as (
              update request_step
                 set items = (select jsonb_agg(item || '{"description": ""}')
                                from jsonb_array_elements(items) as item)
               where items is not null and request_id in (select id from request)
            )
            update request_item set description = '' where request_id in (select id from request)
            """)
        .bind("familyId", family.familyId())
        .then();
  }
}
