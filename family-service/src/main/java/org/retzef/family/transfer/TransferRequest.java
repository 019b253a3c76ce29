package org.retzef.family.transfer;

import jakarta.validation.constraints.NotNull;
import org.retzef.platform.caller.UnitPath;

/**
 * @param unit the department that is to take the family over
 */
record TransferRequest(@NotNull UnitPath unit) {}
