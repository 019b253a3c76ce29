package org.retzef.platform.secret;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A set of Tink's keys in a {@link KeyFile}; a service that has one brings Tink. */
public final class KeysetFile {

  private KeysetFile() {}

  /** Fails where the file is no set of keys. */
  public static KeysetHandle read(Path file, Parameters kind)
      throws GeneralSecurityException, IOException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        KeyFile.read(file, () -> fresh(kind)), InsecureSecretKeyAccess.get());
  }

  private static String fresh(Parameters kind) {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(kind), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException unknownKind) {
      throw new IllegalStateException(unknownKind);
    }
  }
}
