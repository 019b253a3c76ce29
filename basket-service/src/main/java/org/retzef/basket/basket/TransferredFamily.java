package org.retzef.basket.basket;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** What this service needs of the news that a family belongs to another department. */
record TransferredFamily(UUID familyId, UnitPath unit) {}
