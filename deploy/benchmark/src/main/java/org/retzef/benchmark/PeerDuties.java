package org.retzef.benchmark;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;

/**
 * What the peer does too in the profile {@code duties}, as family-service must: it checks the
 * caller's token, and its answer leaves after the line in the audit log is durable.
 */
@Component
@Profile("duties")
class PeerDuties {

  private final JdbcClient database;

  PeerDuties(JdbcClient database) {
    this.database = database;
  }

  @Bean
  SecurityFilterChain onlyWithToken(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests -> requests.anyRequest().hasAuthority("family-social-worker"))
        .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
        .build();
  }

  void record(String route, Collection<UUID> families) {
    var signedIn = requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    Jwt caller = (Jwt) requireNonNull(signedIn.getPrincipal());
    database
        .sql(
            """
            insert into audit_line (actor, roles, unit, client, method, route, families, status)
            values (:actor, :roles, :unit::ltree, :client, 'GET', :route, :families, 200)
            """)
        .param("actor", caller.getSubject())
        .param("roles", requireNonNull(caller.getClaimAsStringList("roles")).toArray(String[]::new))
        .param("unit", caller.getClaimAsString("unit"))
        .param("client", caller.getClaimAsString("azp"))
        .param("route", route)
        .param("families", List.copyOf(families).toArray(UUID[]::new))
        .update();
  }
}
