package org.retzef.reporting;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import org.retzef.platform.caller.AccessRules;

/** The rows of the table about what is shared with partners. */
final class SharingAccess {

  private static final String AGREEMENTS = "/api/v1/sharing-agreements";
  private static final String AGREEMENT = AGREEMENTS + "/{code}";

  private static final String MANAGER = "national-manager";

  /** The ministry, and each partner what was agreed with it. */
  private static final String[] READERS = {"data-analyst", MANAGER, "scope:shared-sets:read"};

  /** The channel to the statistics bureau is for the bureau's own program, and no analyst's. */
  private static final String[] BUREAU = {MANAGER, "scope:shared-sets:bureau"};

  /** Who works with what the committee has linked. */
  private static final String[] COMMITTEE = {MANAGER, "data-analyst"};

  private SharingAccess() {}

  static AccessRules in(AccessRules table) {
    return table
        .allow(POST, AGREEMENTS, MANAGER)
        .allow(GET, AGREEMENTS, READERS)
        .allow(GET, AGREEMENTS + "/bureau-log", "auditor")
        .allow(GET, AGREEMENT, READERS)
        .allow(PUT, AGREEMENT + "/terms", MANAGER)
        .allow(POST, AGREEMENT + "/stage", MANAGER)
        .allow(POST, AGREEMENT + "/key-rotation", MANAGER)
        .allow(POST, AGREEMENT + "/credentials", MANAGER)
        .allow(GET, AGREEMENT + "/credentials", READERS)
        .allow(DELETE, AGREEMENT + "/credentials", MANAGER)
        .allow(POST, AGREEMENT + "/screen", MANAGER)
        .allow(DELETE, AGREEMENT + "/screen", MANAGER)
        .open(GET, "/s/{secret}") // whoever has the link reads counts in whole groups
        .allow(POST, AGREEMENT + "/extracts", MANAGER)
        .allow(GET, AGREEMENT + "/extracts", READERS)
        .allow(GET, AGREEMENT + "/extracts/{id}", READERS)
        .allow(GET, AGREEMENT + "/extracts/{id}/rows", READERS)
        .allow(POST, AGREEMENT + "/bureau-transfers", MANAGER)
        .allow(GET, AGREEMENT + "/bureau-transfers/{id}", BUREAU)
        .allow(GET, AGREEMENT + "/bureau-transfers/{id}/rows", BUREAU)
        .allow(POST, AGREEMENT + "/linkages", MANAGER)
        .allow(GET, AGREEMENT + "/linkages/{id}", COMMITTEE)
        .allow(GET, AGREEMENT + "/linkages/{id}/rows", COMMITTEE)
        .allow(POST, "/api/v1/shared-sets", MANAGER)
        .allow(GET, "/api/v1/shared-sets", READERS)
        .allow(GET, "/api/v1/shared-sets/{agreement}", READERS);
  }
}
