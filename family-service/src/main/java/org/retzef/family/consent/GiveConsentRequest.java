package org.retzef.family.consent;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.NotBefore1900;

/**
 * @param partner the partner organisation's code
 * @param includesNationalIds whether the partner may see id numbers; not unless said
 * @param includesOutreach whether the partner may turn to the family unasked; not unless said
 * @param givenOn first day
 * @param validUntil last day; until it is withdrawn unless said
 */
record GiveConsentRequest(
    @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9_-]{1,39}", message = "partner-code-invalid")
        String partner,
    @NotNull Purpose purpose,
    @Nullable Boolean includesNationalIds,
    @Nullable Boolean includesOutreach,
    @NotNull Consent.How how,
    @NotNull @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate givenOn,
    @Nullable LocalDate validUntil) {}
