package org.retzef.basket.voucher;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A voucher's signature, verified when it is asked for.
 *
 * @param valid whether the voucher is, to the byte, what was signed, by a key that counts; of an
 *     erased family's voucher only that its hash was signed by such a key
 * @param fault why it is not
 * @param algorithm of the signature over {@code signed}
 * @param keyId of {@code /api/v1/vouchers/signing-keys}
 * @param contentHash SHA-256 of the voucher's canonical JSON (RFC 8785), in hexadecimal
 * @param signed the text that was signed: with it, the signature and the published key anybody can
 *     verify
 * @param signature in Base64
 * @param version the voucher's
 */
record SignatureView(
    UUID voucherId,
    boolean valid,
    @Nullable Fault fault,
    String algorithm,
    String keyId,
    String contentHash,
    String signed,
    String signature,
    Instant signedAt,
    long version) {

  /** What is wrong with a signature. */
  enum Fault {
    CONTENT_CHANGED,
    SIGNATURE_WRONG,
    KEY_UNKNOWN,
    KEY_REVOKED
  }
}
