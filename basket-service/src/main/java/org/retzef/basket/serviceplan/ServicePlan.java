package org.retzef.basket.serviceplan;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * An authority's plan of services for a year.
 *
 * @param unit the authority
 * @param edition how often it was approved
 * @param reserve kept for what nobody could plan, in ILS of the year
 * @param submittedBy the subject of who asked for approval last
 * @param approvedBy the subject of who approved it last; somebody else
 */
record ServicePlan(
    UUID id,
    UnitPath unit,
    int year,
    PlanStatus status,
    int edition,
    Cap cap,
    Money reserve,
    Grounds grounds,
    @Nullable String submittedBy,
    @Nullable String approvedBy,
    @Nullable LocalDate approvedOn,
    long version) {}
