package org.retzef.basket.voucher;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

record IssueVoucherRequest(@NotNull UUID vendorId) {}
