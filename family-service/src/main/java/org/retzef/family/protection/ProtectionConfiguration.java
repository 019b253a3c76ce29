package org.retzef.family.protection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The service's keys: one that opens the families' keys, one that makes the marks of search. They
 * lie outside the database, so that neither alone tells anything; whoever runs the service keeps
 * them as safe as the database's backup, and apart from it.
 */
@Configuration(proxyBeanMethods = false)
class ProtectionConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ProtectionConfiguration.class);

  @Bean
  Aead serviceKey(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    AeadConfig.register();
    return keyset(folder.resolve("family-service.json"), PredefinedAeadParameters.AES256_GCM)
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** If this key is lost, a new one is made and with it, by and by, all marks. */
  @Bean
  BlindMarks blindMarks(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    PrfConfig.register();
    return new BlindMarks(
        keyset(
                folder.resolve("family-service-search.json"),
                PredefinedPrfParameters.HMAC_SHA256_PRF)
            .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
  }

  private static KeysetHandle keyset(Path file, Parameters kind)
      throws GeneralSecurityException, IOException {
    if (!Files.exists(file)) {
      create(file, kind);
    }
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), InsecureSecretKeyAccess.get());
  }

  private static void create(Path file, Parameters kind)
      throws GeneralSecurityException, IOException {
    String keyset =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(kind), InsecureSecretKeyAccess.get());
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, keyset);
    try {
      Files.createLink(file, draft);
      LOG.info("A new key was made, as there was none");
    } catch (FileAlreadyExistsException anotherCopyWasFaster) {
      LOG.info("The key was made by another copy of this service");
    } finally {
      Files.delete(draft);
    }
  }
}
