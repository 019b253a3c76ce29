package org.retzef.rights.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;

/**
 * A right as it stands in the catalogue.
 *
 * @param version counts up from 1
 * @param figuresOutdated whether the amounts are older than a year; not known, so false, where
 *     {@code figuresYear} is null
 * @param machineCheckable whether any of its conditions can be checked by a rule; where false, a
 *     professional decides all of it
 */
record PublishedRight(
    @JsonUnwrapped Right right,
    int version,
    LocalDate publishedOn,
    boolean figuresOutdated,
    boolean machineCheckable) {}
