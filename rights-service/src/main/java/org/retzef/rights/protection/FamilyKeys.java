package org.retzef.rights.protection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
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

  /** Better not to start than to seal new facts with a key that does not open the old ones. */
  @Override
  public void run(ApplicationArguments arguments) {
    database
        .sql("select family_id, wrapped_key from family_key order by family_id limit 1")
        .map(row -> open(row.get("family_id", UUID.class), row.get("wrapped_key", byte[].class)))
        .one()
        .block();
  }

  /** A key for a family that this service hears of, to be kept with it. */
  public byte[] newKey(UUID familyId) {
    return wrap(familyId, Random.randBytes(KEY_BYTES));
  }

  private byte[] wrap(UUID familyId, byte[] key) {
    try {
      return serviceKey.encrypt(key, bytes(familyId));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Makes all that is sealed of a family unreadable, for good. */
  public Mono<Void> destroy(UUID familyId) {
    return database
        .sql("delete from family_key where family_id = :familyId")
        .bind("familyId", familyId)
        .then();
  }

  /** The key of a family. Fails with {@link FamilyErased} where there is none any more. */
  public Mono<FamilyKey> of(UUID familyId) {
    return database
        .sql("select wrapped_key from family_key where family_id = :familyId")
        .bind("familyId", familyId)
        .map(row -> open(familyId, row.get("wrapped_key", byte[].class)))
        .one()
        .switchIfEmpty(Mono.error(FamilyErased::new));
  }

  /** Opens a key as it was read together with the family's row. */
  public FamilyKey open(UUID familyId, byte[] wrapped) {
    try {
      return new FamilyKey(new AesGcmJce(serviceKey.decrypt(wrapped, bytes(familyId))));
    } catch (GeneralSecurityException otherServiceKey) {
      throw new IllegalStateException(
          "The key of family " + familyId + " does not open with this service's key",
          otherServiceKey);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
