package org.retzef.family.unit;

import java.util.List;

/** An Otzma centre with what it serves now: for who wanted to change that upon another state. */
record ServingCentre(Unit centre, List<CentreLocality> localities) {}
