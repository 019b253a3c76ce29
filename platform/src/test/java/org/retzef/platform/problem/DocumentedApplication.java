package org.retzef.platform.problem;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.retzef.platform.caller.AccessRules;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service whose document is looked at. */
@SpringBootApplication
class DocumentedApplication {

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(GET, "/api/v1/notes", "writer", "scope:notes:read")
        .allow(POST, "/api/v1/notes", "writer")
        .allow(PATCH, "/api/v1/notes/{id}", "writer")
        .allow(POST, "/api/v1/notes/{id}/payment", "writer")
        .open(GET, "/api/v1/notes/{id}");
  }
}
