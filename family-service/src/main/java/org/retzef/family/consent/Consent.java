package org.retzef.family.consent;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A family's consent that a partner learns of it for a purpose.
 *
 * @param partner the partner organisation's code
 * @param includesNationalIds whether the partner may see the members' id numbers as well
 * @param includesOutreach whether the partner may turn to the family unasked, to offer what it has
 * @param givenOn first day
 * @param validUntil last day; null if it holds until it is withdrawn
 * @param withdrawnHow null unless it was withdrawn; then it ended at once
 */
public record Consent(
    UUID id,
    UUID familyId,
    String partner,
    Purpose purpose,
    boolean includesNationalIds,
    boolean includesOutreach,
    How givenHow,
    LocalDate givenOn,
    @Nullable LocalDate validUntil,
    @Nullable How withdrawnHow,
    long version) {

  public enum How {
    SIGNED_FORM,
    ORAL,
    SMS
  }
}
