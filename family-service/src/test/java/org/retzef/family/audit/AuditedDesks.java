package org.retzef.family.audit;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.retzef.family.Desk;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Desks whose work the log tells of, each of somebody else, and the auditor who reads it. */
record AuditedDesks(WebTestClient http) {

  Desk deskOf(String role) {
    return Desk.of(http, newSubject(), Desk.DEPARTMENT, role);
  }

  Desk deskThatRead() {
    Desk worker = deskOf("family-social-worker");
    worker.read("/families?limit=1");
    return worker;
  }

  Desk auditor() {
    return Desk.of(http, "auditor-1", "IL", "auditor");
  }

  List<JsonNode> linesOf(String query) {
    JsonNode items = auditor().read("/audit?limit=200&" + query).get("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  static String newSubject() {
    return "audited-" + UUID.randomUUID();
  }
}
