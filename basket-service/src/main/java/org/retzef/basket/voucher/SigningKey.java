package org.retzef.basket.voucher;

import java.security.KeyPair;
import java.time.Instant;

/** The service's own key: it signed the content itself, before each signer had a key. */
final class SigningKey {

  private final KeyPair keys;
  private final String id;

  SigningKey(KeyPair keys) {
    this.keys = keys;
    this.id = Ed25519.idOf(keys.getPublic());
  }

  boolean is(String keyId) {
    return id.equals(keyId);
  }

  Voucher.Signature sign(String content, Instant now) {
    return new Voucher.Signature(
        Ed25519.sign(content, keys.getPrivate()), Ed25519.sha256(content), id, now);
  }

  /** Whether exactly this content was signed with this key. */
  boolean verifies(String content, Voucher.Signature signed) {
    return is(signed.keyId())
        && signed.contentHash().equals(Ed25519.sha256(content))
        && Ed25519.verifies(content, signed.value(), keys.getPublic());
  }
}
