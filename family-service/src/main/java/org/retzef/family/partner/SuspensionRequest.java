package org.retzef.family.partner;

import jakarta.validation.constraints.NotNull;

/** Whether an agreement opens nothing until further notice. */
record SuspensionRequest(@NotNull Boolean suspended) {}
