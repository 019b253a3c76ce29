/**
 * Enrolment against plan: which families are active or have finished, and the seats planned for
 * them.
 */
@NullMarked
package org.retzef.reporting.enrolment;

import org.jspecify.annotations.NullMarked;
