/**
 * The second stage [S0]: a programme stops being one and its enrolments become dated interventions
 * of the department. Nothing is copied and nothing is deleted: a conversion only says how
 * enrolments are read, so families, baskets and history stay as they are, and taking it back is
 * complete.
 */
@NullMarked
package org.retzef.family.infrastructureresponse;

import org.jspecify.annotations.NullMarked;
