package org.retzef.family.protection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes and finds the keys of families. */
@Component
public class FamilyKeys implements ApplicationRunner {

  private static final int KEY_BYTES = 32;

  private final DatabaseClient database;
  private final Aead serviceKey;

  FamilyKeys(DatabaseClient database, Aead serviceKey) {
    this.database = database;
    this.serviceKey = serviceKey;
  }

  /** Better not to start than to seal new families with a key that does not open the old ones. */
  @Override
  public void run(ApplicationArguments arguments) {
    database
        .sql(
            """
            select family_id, wrapped_key from family_key
             where wrapped_key <> '' order by family_id limit 1
            """)
        .map(row -> open(row.get("family_id", UUID.class), row.get("wrapped_key", byte[].class)))
        .one()
        .block();
  }

  /** A new key; it is kept by the statement that writes the new family. */
  public FamilyKey create(UUID familyId) {
    byte[] key = Random.randBytes(KEY_BYTES);
    try {
      var part = new FamilyKey.Part(familyId, new AesGcmJce(key));
      return new FamilyKey(familyId, List.of(part), wrap(familyId, key));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] newKey(UUID familyId) {
    return wrap(familyId, Random.randBytes(KEY_BYTES));
  }

  private byte[] wrap(UUID familyId, byte[] key) {
    try {
      return serviceKey.encrypt(key, bytes(familyId));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The key of a family, for what a feature seals or opens of it: notes, goals, reasons. Fails with
   * {@link FamilyErased} where there is none any more.
   */
  public Mono<FamilyKey> of(UUID familyId) {
    return database
        .sql("select wrapped_key from family_key where family_id = :familyId and wrapped_key <> ''")
        .bind("familyId", familyId)
        .map(row -> open(familyId, row.get("wrapped_key", byte[].class)))
        .one()
        .switchIfEmpty(Mono.error(FamilyErased::new));
  }

  /** Opens a key as it was read together with the family's row. */
  public FamilyKey open(UUID familyId, byte[] wrapped) {
    return new FamilyKey(familyId, parts(familyId, wrapped), wrapped);
  }

  private List<FamilyKey.Part> parts(UUID familyId, byte[] wrapped) {
    KeyRing ring = KeyRing.read(wrapped);
    List<FamilyKey.Part> parts = new ArrayList<>();
    parts.add(new FamilyKey.Part(familyId, unwrap(familyId, ring.own())));
    ring.inherited().forEach(one -> parts.addAll(parts(one.family(), one.ring())));
    return parts;
  }

  private Aead unwrap(UUID familyId, byte[] wrapped) {
    try {
      return new AesGcmJce(serviceKey.decrypt(wrapped, bytes(familyId)));
    } catch (GeneralSecurityException otherServiceKey) {
      throw new IllegalStateException(
          "The key of family " + familyId + " does not open with this service's key",
          otherServiceKey);
    }
  }

  /**
   * Puts the key of a family that is merged into the hands of its survivor, whose erasure is then
   * the erasure of both; the merged family has none of its own any more. Both rows are locked.
   */
  public Mono<Void> merge(UUID survivor, UUID merged) {
    return ring(survivor)
        .zipWith(ring(merged))
        .flatMap(
            rings ->
                replace(
                        survivor,
                        rings
                            .getT1()
                            .taking(survivor, newKey(survivor), merged, rings.getT2().bytes())
                            .bytes())
                    .then(replace(merged, new byte[0])));
  }

  /** Takes a merger back: what was sealed before it opens as before, for its own family only. */
  public Mono<Void> separate(UUID survivor, UUID merged) {
    return ring(survivor)
        .flatMap(
            ring ->
                replace(merged, ring.leaving(survivor, merged).bytes())
                    .then(replace(survivor, ring.without(merged).bytes())));
  }

  private Mono<KeyRing> ring(UUID familyId) {
    return database
        .sql(
            "select wrapped_key from family_key where family_id = :id and wrapped_key <> '' for"
                + " update")
        .bind("id", familyId)
        .map(row -> KeyRing.read(row.get("wrapped_key", byte[].class)))
        .one()
        .switchIfEmpty(Mono.error(FamilyErased::new));
  }

  private Mono<Void> replace(UUID familyId, byte[] ring) {
    return database
        .sql("update family_key set wrapped_key = :ring where family_id = :id")
        .bind("ring", ring)
        .bind("id", familyId)
        .then();
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
