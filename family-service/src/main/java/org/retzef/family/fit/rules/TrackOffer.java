package org.retzef.family.fit.rules;

import java.util.List;

/** A track with its criteria and seats, as it stands on the day. */
public record TrackOffer(
    String track,
    String programme,
    String nameHe,
    String nameEn,
    List<Criterion> criteria,
    Seats seats) {}
