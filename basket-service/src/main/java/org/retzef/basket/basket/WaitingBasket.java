package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/** A basket that is to be opened as soon as its line's budget has enough. */
record WaitingBasket(
    UUID id,
    UUID familyId,
    @Nullable UUID enrolmentId,
    UnitPath unit,
    @Nullable String programme,
    String track,
    LocalDate firstDay) {}
