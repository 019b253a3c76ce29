package org.retzef.family.linkage;

import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.Member.Identity;
import org.retzef.family.registration.NationalId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members with an id number, of families that agree today to research on it by a partner. */
@Repository
class Consenting {

  private static final int AT_A_TIME = 500;

  private final SecureRandom shuffle = new SecureRandom();
  private final DatabaseClient database;
  private final FamilyKeys keys;
  private final Clock clock;

  Consenting(DatabaseClient database, FamilyKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  record Person(UUID family, NationalId id) {

    @Override
    public String toString() {
      return "Person";
    }
  }

  /** The families that there is a bridge to. */
  Mono<List<UUID>> families(String partner) {
    return database
        .sql(
            """
            select distinct family_id
              from consent
              join family on family.id = consent.family_id and merged_into is null
             where partner = :partner and purpose = 'RESEARCH' and includes_national_ids
               and withdrawn_how is null and during @> :today
            """)
        .bind("partner", partner)
        .bind("today", LocalDate.now(clock))
        .map(row -> Objects.requireNonNull(row.get("family_id", UUID.class)))
        .all()
        .collectList();
  }

  /**
   * Their members, some at a time, shuffled anew each time: the order tells nothing of families.
   */
  Flux<Person> members(List<UUID> families) {
    return database
        .sql(
            """
            select family.id as family_id, wrapped_key, member.id as member_id, sealed_identity
              from unnest(:families) as agreeing (id)
              join family using (id)
              join family_key on family_key.family_id = family.id and wrapped_key <> ''
              join member on member.family_id = family.id
             where has_national_id and joined_on <= :today and (left_on is null or left_on > :today)
             order by hashtextextended(member.id::text, :shuffle)
            """)
        .bind("families", families.toArray(UUID[]::new))
        .bind("today", LocalDate.now(clock))
        .bind("shuffle", shuffle.nextLong())
        .filter(statement -> statement.fetchSize(AT_A_TIME))
        .map(this::read)
        .all();
  }

  private Person read(Readable row) {
    UUID family = row.get("family_id", UUID.class);
    Identity identity =
        keys.open(family, row.get("wrapped_key", byte[].class))
            .open(
                row.get("member_id", UUID.class),
                row.get("sealed_identity", byte[].class),
                Identity.class);
    return new Person(family, Objects.requireNonNull(identity.nationalId()));
  }
}
