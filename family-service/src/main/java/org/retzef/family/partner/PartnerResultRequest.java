package org.retzef.family.partner;

import jakarta.validation.constraints.NotNull;
import org.retzef.family.referral.Referral;

/** What came of a referral, in a code: a partner learns no more of a family than it agreed to. */
record PartnerResultRequest(@NotNull Referral.Result result) {}
