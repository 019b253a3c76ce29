package org.retzef.family.duplicate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.retzef.family.registration.RegisterFamilyRequest;

/**
 * Families of a file that is about to be imported.
 *
 * @param families in the order of the file; a longer one is checked in portions
 */
record CheckFamiliesRequest(
    @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid RegisterFamilyRequest> families) {}
