package org.retzef.training.steering;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;

/** That the head of a body approved a decision, and when. */
record ApprovalRequest(@NotNull @PastOrPresent(message = "date-in-future") LocalDate approvedOn) {}
