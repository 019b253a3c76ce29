package org.retzef.local.identity;

import java.util.List;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Settings;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Who may call what: the protocol's endpoints by its own rules, the login page by all. */
@Configuration(proxyBeanMethods = false)
class LoginSecurity {

  @Bean
  @Order(1)
  SecurityFilterChain protocolEndpoints(HttpSecurity http) {
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(Customizer.withDefaults());
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
        .cors(Customizer.withDefaults())
        .addFilterBefore(new ForgettingFilter(), SecurityContextHolderFilter.class)
        .exceptionHandling(
            handling ->
                handling.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/login"),
                    new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http, Settings settings) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(EndpointRequest.toAnyEndpoint())
                    .permitAll()
                    .requestMatchers("/login", "/error")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .formLogin(form -> form.loginPage("/login").defaultSuccessUrl(settings.url(Port.GATEWAY)))
        .build();
  }

  /** The web application lives at the gateway's address and fetches its tokens from here. */
  @Bean
  CorsConfigurationSource corsConfigurationSource(Settings settings) {
    var web = new CorsConfiguration();
    web.setAllowedOrigins(List.of(settings.url(Port.GATEWAY)));
    web.setAllowedMethods(List.of("GET", "POST"));
    web.setAllowedHeaders(List.of("*"));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/**", web);
    return source;
  }
}
