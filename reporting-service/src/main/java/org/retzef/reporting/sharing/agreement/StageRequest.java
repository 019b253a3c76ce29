package org.retzef.reporting.sharing.agreement;

import jakarta.validation.constraints.NotNull;

record StageRequest(@NotNull Stage stage) {}
