package org.retzef.reporting.sharing.pseudonym;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PrfConfig;
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
 * The key that seals the agreements' keys. It lies outside the database, so that neither alone
 * tells anything; whoever runs the service keeps it as safe as the database's backup, and apart
 * from it.
 */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

  private static final Logger log = LoggerFactory.getLogger(KeyConfiguration.class);

  @Bean
  AgreementKeys agreementKeys(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    AeadConfig.register();
    PrfConfig.register();
    return new AgreementKeys(
        keyset(folder.resolve("reporting-service.json"))
            .getPrimitive(RegistryConfiguration.get(), Aead.class));
  }

  private static KeysetHandle keyset(Path file) throws GeneralSecurityException, IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), InsecureSecretKeyAccess.get());
  }

  private static void create(Path file) throws GeneralSecurityException, IOException {
    String keyset =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
            InsecureSecretKeyAccess.get());
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
      log.info("A new key was made, as there was none");
    } catch (FileAlreadyExistsException anotherCopyWasFaster) {
      log.info("The key was made by another copy of this service");
    } finally {
      Files.delete(draft);
    }
  }
}
