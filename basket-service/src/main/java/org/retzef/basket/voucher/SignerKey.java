package org.retzef.basket.voucher;

import java.security.PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signer's key.
 *
 * @param owner the subject of the signer's token; never published
 * @param sealedPrivate opens only with the service's key, and only as this owner's
 */
record SignerKey(
    String id,
    String owner,
    PublicKey publicKey,
    byte[] sealedPrivate,
    Instant createdAt,
    @Nullable Instant revokedAt,
    @Nullable Reason revokedFor,
    long version) {

  /** Why a key signs no more. */
  enum Reason {
    /** For a new one; what it signed before goes on. */
    ROTATED,
    /** The signer left; what it signed before goes on. */
    LEFT,
    /** Somebody else may have had it: nothing that it ever signed counts. */
    COMPROMISED
  }

  /** Whether what it signed at this time counts. */
  boolean countsAt(Instant signedAt) {
    return revokedAt == null || (revokedFor != Reason.COMPROMISED && signedAt.isBefore(revokedAt));
  }

  @Override
  public String toString() {
    return "SignerKey " + id;
  }
}
