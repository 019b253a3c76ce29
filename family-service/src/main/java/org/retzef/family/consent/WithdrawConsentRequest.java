package org.retzef.family.consent;

import jakarta.validation.constraints.NotNull;

record WithdrawConsentRequest(@NotNull Consent.How how) {}
