package org.retzef.family.partner;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which families a partner may read: those whose consent holds today. */
@Repository
class ConsentedFamilies {

  private final DatabaseClient database;
  private final Clock clock;

  ConsentedFamilies(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Mono<Page<ConsentedFamily>> of(String partner, PageRequest page) {
    return database
        .sql(
            """
            select family_id, bool_or(includes_national_ids) as national_ids,
                   bool_or(includes_outreach) as outreach,
                   case when not bool_or(upper_inf(during)) then max(upper(during)) - 1 end as valid_until
              from consent join family on family.id = family_id
             where partner = :partner and purpose in ('REFERRAL', 'SHARED_INTAKE')
               and withdrawn_how is null and during @> :today and merged_into is null
               and erased_at is null
               and family_id > :after
             group by family_id
             order by family_id
             limit :limit
            """)
        .bind("partner", partner)
        .bind("today", LocalDate.now(clock))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new ConsentedFamily(
                    row.get("family_id", UUID.class),
                    Boolean.TRUE.equals(row.get("national_ids", Boolean.class)),
                    Boolean.TRUE.equals(row.get("outreach", Boolean.class)),
                    row.get("valid_until", LocalDate.class)))
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.familyId().toString()))
        .delayUntil(
            shown ->
                AuditedRequest.touch(
                    shown.items().stream().map(ConsentedFamily::familyId).toList()));
  }
}
