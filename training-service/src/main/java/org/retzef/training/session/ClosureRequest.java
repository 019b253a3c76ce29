package org.retzef.training.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * The end of a session.
 *
 * @param contactWorkers the registrations of those who keep contact, one at least for each
 *     department that attended
 */
record ClosureRequest(
    @NotNull @Size(max = 100, message = "size-invalid") List<@NotNull UUID> contactWorkers) {}
