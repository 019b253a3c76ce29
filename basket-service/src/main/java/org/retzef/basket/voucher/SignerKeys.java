package org.retzef.basket.voucher;

import io.r2dbc.spi.Readable;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The signers' keys in the database. A signer has one that is not revoked, made when it is needed.
 */
@Repository
class SignerKeys {

  private static final String SELECT =
      """
      select id, owner, public_key, sealed_private, created_at, revoked_at, revoked_for, version
        from signing_key
      """;

  private final DatabaseClient database;
  private final VoucherSecrets secrets;

  SignerKeys(DatabaseClient database, VoucherSecrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /** Runs inside the caller's command; two at once make one key. */
  Mono<SignerKey> of(String owner) {
    return active(owner).switchIfEmpty(Mono.defer(() -> make(owner).then(active(owner))));
  }

  private Mono<SignerKey> active(String owner) {
    return database
        .sql(SELECT + " where owner = :owner and revoked_at is null")
        .bind("owner", owner)
        .map(SignerKeys::read)
        .one();
  }

  private Mono<Void> make(String owner) {
    KeyPair keys = Ed25519.newKeys();
    return database
        .sql(
            """
            insert into signing_key (id, owner, public_key, sealed_private)
            values (:id, :owner, :publicKey, :sealed)
            on conflict (owner) where revoked_at is null do nothing
            """)
        .bind("id", Ed25519.idOf(keys.getPublic()))
        .bind("owner", owner)
        .bind("publicKey", keys.getPublic().getEncoded())
        .bind("sealed", secrets.seal(keys.getPrivate().getEncoded(), owner))
        .then();
  }

  PrivateKey open(SignerKey key) {
    try {
      return KeyFactory.getInstance(Ed25519.NAME)
          .generatePrivate(new PKCS8EncodedKeySpec(secrets.open(key.sealedPrivate(), key.owner())));
    } catch (GeneralSecurityException damaged) {
      throw new IllegalStateException(damaged);
    }
  }

  /** By their ids; those that there are. */
  Mono<Map<String, SignerKey>> find(Set<String> ids) {
    return database
        .sql(SELECT + " where id = any(:ids)")
        .bind("ids", ids.toArray(String[]::new))
        .map(SignerKeys::read)
        .all()
        .collectMap(SignerKey::id);
  }

  /** Fails with {@link SigningKeyNotFound}; nobody else changes it until this transaction ends. */
  Mono<SignerKey> lock(String id) {
    return database
        .sql(SELECT + " where id = :id for update")
        .bind("id", id)
        .map(SignerKeys::read)
        .one()
        .switchIfEmpty(Mono.error(SigningKeyNotFound::new));
  }

  Mono<Page<SignerKey>> list(PageRequest page) {
    return database
        .sql(SELECT + " where id > :after order by id limit :limit")
        .bind("after", page.after())
        .bind("limit", page.limitPlusOne())
        .map(SignerKeys::read)
        .all()
        .collectList()
        .map(keys -> Page.of(keys, page, SignerKey::id));
  }

  Mono<Void> revoke(String id, SignerKey.Reason reason, String revokedBy) {
    return database
        .sql(
            """
            update signing_key
               set revoked_at = now(), revoked_for = :reason, revoked_by = :by,
                   version = version + 1
             where id = :id
            """)
        .bind("id", id)
        .bind("reason", reason.name())
        .bind("by", revokedBy)
        .then();
  }

  private static SignerKey read(Readable row) {
    String reason = row.get("revoked_for", String.class);
    return new SignerKey(
        row.get("id", String.class),
        row.get("owner", String.class),
        publicKey(row.get("public_key", byte[].class)),
        row.get("sealed_private", byte[].class),
        row.get("created_at", Instant.class),
        row.get("revoked_at", Instant.class),
        reason == null ? null : SignerKey.Reason.valueOf(reason),
        row.get("version", Long.class));
  }

  private static PublicKey publicKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance(Ed25519.NAME).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException damaged) {
      throw new IllegalStateException(damaged);
    }
  }
}
