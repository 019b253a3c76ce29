/**
 * Assessments: what a family's life looks like on a day, domain by domain, answered on the form of
 * that day and kept with its version; and how often each answer was given.
 */
@NullMarked
package org.retzef.family.assessment;

import org.jspecify.annotations.NullMarked;
