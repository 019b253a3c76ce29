package org.retzef.basket.basket;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** A family and its unit, as family-service told them. */
public record KnownFamily(UUID id, UnitPath unit) {}
