package org.retzef.family.partner;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partner organisation may do here, and why.
 *
 * @param partner its code, which its client's tokens carry
 * @param actor whose program it is, a code of {@code /api/v1/partners}
 * @param legalBasis a code, such as {@code CONTRACT}
 * @param scopes what its tokens may be used for
 * @param validUntil last day; null while no end is agreed
 * @param suspended whether it opens nothing until further notice
 * @param sandbox whether it tries things out: its referrals reach nobody and are answered at once
 */
public record PartnerAgreement(
    String partner,
    String actor,
    String nameHe,
    String legalBasis,
    List<String> scopes,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    boolean sandbox,
    boolean suspended,
    long version) {}
