package org.retzef.basket.voucher;

import java.time.Instant;
import java.util.UUID;

/**
 * A voucher's signature, verified when it is asked for.
 *
 * @param valid whether the voucher is, to the byte, what was signed
 * @param algorithm over the voucher's canonical JSON (RFC 8785)
 * @param contentHash SHA-256 of what was signed, in hexadecimal
 * @param signature in Base64
 * @param version the voucher's
 */
record SignatureView(
    UUID voucherId,
    boolean valid,
    String algorithm,
    String keyId,
    String contentHash,
    String signature,
    Instant signedAt,
    long version) {}
