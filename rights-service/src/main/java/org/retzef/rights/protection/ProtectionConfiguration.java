package org.retzef.rights.protection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.retzef.platform.secret.KeysetFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's key. */
@Configuration(proxyBeanMethods = false)
class ProtectionConfiguration {

  @Bean
  Aead serviceKey(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    AeadConfig.register();
    return KeysetFile.read(
            folder.resolve("rights-service.json"), PredefinedAeadParameters.AES256_GCM)
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }
}
