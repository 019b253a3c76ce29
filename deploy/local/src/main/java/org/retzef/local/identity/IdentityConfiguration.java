package org.retzef.local.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Who may log in, with what, and what signs the tokens. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /** Secrets here are drawn at random or printed for all to see: a slow hash protects nothing. */
  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder(4);
  }

  @Bean
  UserDetailsService people(PasswordEncoder encoder) {
    String password = hash(encoder, DemoLogin.PASSWORD);
    List<UserDetails> people =
        Arrays.stream(DemoLogin.values())
            .map(person -> User.withUsername(person.login()).password(password).build())
            .toList();
    return new InMemoryUserDetailsManager(people);
  }

  @Bean
  RegisteredClientRepository clients(Settings settings, Secrets secrets, PasswordEncoder encoder) {
    Stream<RegisteredClient> programs =
        Arrays.stream(DemoClient.values())
            .map(client -> program(client, hash(encoder, secrets.of(client.id()))));
    return new InMemoryRegisteredClientRepository(
        Stream.concat(Stream.of(browsers(settings)), programs).toList());
  }

  /** Web and mobile applications keep no secret: they prove with PKCE that the code is theirs. */
  private static RegisteredClient browsers(Settings settings) {
    return client("retzef")
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(settings.url(Port.GATEWAY) + "/sign")
        .redirectUri(settings.url(Port.GATEWAY) + "/dashboard")
        .postLogoutRedirectUri(settings.url(Port.GATEWAY) + "/sign")
        .postLogoutRedirectUri(settings.url(Port.GATEWAY) + "/dashboard")
        .redirectUri("http://127.0.0.1/callback")
        .scope("openid")
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        .build();
  }

  private static RegisteredClient program(DemoClient client, String secretHash) {
    return client(client.id())
        .clientSecret(secretHash)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scopes(scopes -> scopes.addAll(client.scopes()))
        .build();
  }

  private static String hash(PasswordEncoder encoder, String secret) {
    return Objects.requireNonNull(encoder.encode(secret));
  }

  private static RegisteredClient.Builder client(String id) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build());
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(Settings settings) throws IOException {
    return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(settings.keys())));
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(Settings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.url(Port.IDENTITY)).build();
  }
}
