/** Assessments, and what an emergency does to families and their members. */
@NullMarked
package org.retzef.reporting.assessment;

import org.jspecify.annotations.NullMarked;
