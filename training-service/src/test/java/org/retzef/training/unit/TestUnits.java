package org.retzef.training.unit;

import org.springframework.r2dbc.core.DatabaseClient;

/** Units that tests agree sessions with, as if their events had been heard before. */
public final class TestUnits {

  private TestUnits() {}

  /** The country, two districts, an authority of each, and the departments that are named. */
  public static void plant(DatabaseClient database, String... more) {
    database
        .sql(
            """
            insert into known_unit (path, kind, name_he)
            select path::ltree,
                   (array['COUNTRY', 'DISTRICT', 'AUTHORITY', 'DEPARTMENT', 'OTZMA_CENTRE'])[nlevel(path::ltree)],
                   path
              from unnest(array['IL', 'IL.SOUTH', 'IL.JERUSALEM', 'IL.SOUTH.A2630', 'IL.SOUTH.A2630.D1',
                                'IL.SOUTH.A2630.D2', 'IL.SOUTH.A2630.D3'] || :more::text[]) as planted (path)
            on conflict do nothing
            """)
        .bind("more", more)
        .then()
        .block();
  }
}
