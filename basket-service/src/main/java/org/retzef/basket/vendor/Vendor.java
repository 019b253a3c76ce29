package org.retzef.basket.vendor;

import java.util.UUID;

/**
 * Who delivers.
 *
 * @param code as the vendor's token names it ({@code vendor})
 */
public record Vendor(UUID id, String code, String name) {}
