package org.retzef.training.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * Who came.
 *
 * @param registrations of those who came, all of them; after the closure those who are added
 */
record AttendanceRequest(
    @NotNull @Size(max = 500, message = "size-invalid") List<@NotNull UUID> registrations) {}
