package org.retzef.reporting.sharing.pseudonym;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.retzef.platform.secret.KeysetFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key that seals the agreements' keys. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

  @Bean
  AgreementKeys agreementKeys(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    AeadConfig.register();
    PrfConfig.register();
    return new AgreementKeys(
        KeysetFile.read(
                folder.resolve("reporting-service.json"), PredefinedAeadParameters.AES256_GCM)
            .getPrimitive(RegistryConfiguration.get(), Aead.class));
  }
}
