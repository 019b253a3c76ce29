package org.retzef.family;

import org.retzef.platform.testing.ServiceEndpoints;
import org.springframework.r2dbc.core.DatabaseClient;

/** The partner whose scopes the access matrix tries, with an agreement. */
final class MatrixPartner {

  private MatrixPartner() {}

  static void agreed(DatabaseClient database) {
    database
        .sql(
            """
            with basis as (
              insert into partner_legal_basis (partner, legal_basis, scopes)
              values ('NGO', 'TEST', '{referrals:write,families:read,contact:read}')
              on conflict do nothing)
            insert into partner_agreement
              (partner, actor, name_he, legal_basis, scopes, valid_from, sandbox)
            values (:partner, 'NGO', 'בדיקה', 'TEST',
                    '{referrals:write,families:read,contact:read}', '2020-01-01', false)
            on conflict do nothing
            """)
        .bind("partner", ServiceEndpoints.PARTNER)
        .then()
        .block();
  }
}
