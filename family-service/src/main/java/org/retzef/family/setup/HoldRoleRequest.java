package org.retzef.family.setup;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.retzef.family.registration.NotBefore1900;

/**
 * @param holder the sign-in id of the worker, not a name
 * @param from first day; who held the role before ends on the day before
 */
record HoldRoleRequest(
    @NotNull SharedRole.Role role,
    @NotNull @Pattern(regexp = "[A-Za-z0-9._@-]{1,100}", message = "holder-invalid") String holder,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate from) {}
