package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * Who had a say in the plan: within the authority, among its residents, and around it [S2].
 *
 * @param note what came of it
 */
record Consulted(
    @NotNull Party party,
    @NotNull Way way,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate on,
    @Nullable @Text(max = 500, multiline = true) String note) {

  enum Party {
    EDUCATION,
    HEALTH,
    ENVIRONMENT,
    VOLUNTEERING,
    SETTLEMENT_ROLE_HOLDERS,
    REGIONAL_MANAGERS,
    OPERATORS,
    CIVIL_SOCIETY,
    SERVICE_USERS,
    RESIDENTS,
    NEIGHBOURING_AUTHORITY,
    REGIONAL_CLUSTER,
    OTHER
  }

  enum Way {
    ONLINE_SURVEY,
    CONSULTATION,
    FOCUS_GROUP,
    ROUND_TABLE,
    WORKING_TEAM,
    OTHER
  }
}
