package org.retzef.reporting.sharing.pseudonym;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The keys of agreements: for each a set of HMAC keys, sealed with the service's key and bound to
 * the agreement's code, so that one agreement's keys never serve another.
 */
public final class AgreementKeys {

  private final Aead serviceKey;

  AgreementKeys(Aead serviceKey) {
    this.serviceKey = serviceKey;
  }

  /** A new agreement's keys, sealed. */
  public byte[] create(String agreement) {
    try {
      return seal(agreement, KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** With a new key that makes the pseudonyms from now on; only the last one stays beside it. */
  public byte[] rotate(String agreement, byte[] sealedKeys) {
    try {
      KeysetHandle keys = newest(agreement, sealedKeys);
      return seal(
          agreement,
          KeysetHandle.newBuilder(keys)
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                      .withRandomId()
                      .makePrimary())
              .build());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without the former key: nobody can make its pseudonyms any more. */
  public byte[] forgetFormer(String agreement, byte[] sealedKeys) {
    try {
      return seal(agreement, newest(agreement, sealedKeys));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private KeysetHandle newest(String agreement, byte[] sealedKeys) throws GeneralSecurityException {
    KeysetHandle.Builder keys = KeysetHandle.newBuilder(open(agreement, sealedKeys));
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (!keys.getAt(i).isPrimary()) {
        keys.deleteAt(i);
      }
    }
    return keys.build();
  }

  /** Fails with {@link IllegalStateException} where this service's key does not open them. */
  public Pseudonyms pseudonyms(String agreement, byte[] sealedKeys) {
    try {
      return new Pseudonyms(
          open(agreement, sealedKeys).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    } catch (GeneralSecurityException otherServiceKey) {
      throw new IllegalStateException(
          "The keys of agreement " + agreement + " do not open with this service's key",
          otherServiceKey);
    }
  }

  private byte[] seal(String agreement, KeysetHandle keys) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(keys, serviceKey, bound(agreement));
  }

  private KeysetHandle open(String agreement, byte[] sealedKeys) throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseEncryptedKeyset(sealedKeys, serviceKey, bound(agreement));
  }

  private static byte[] bound(String agreement) {
    return agreement.getBytes(StandardCharsets.UTF_8);
  }
}
