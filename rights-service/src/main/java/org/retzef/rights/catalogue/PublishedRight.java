package org.retzef.rights.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;

/**
 * A right as it stands in the catalogue.
 *
 * @param version counts up from 1
 * @param figuresOutdated whether the amounts are older than a year; not known, so false, where
 *     {@code figuresYear} is null
 */
record PublishedRight(
    @JsonUnwrapped Right right, int version, LocalDate publishedOn, boolean figuresOutdated) {}
