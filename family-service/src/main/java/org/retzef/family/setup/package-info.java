/**
 * Setting a programme up in a department: a checklist that must be done before families are
 * enrolled in it there. All programmes of a department share one management and one supervision. A
 * department that was added here needs a set-up for each programme; in one that was there before, a
 * programme counts as open until somebody starts its set-up.
 */
@NullMarked
package org.retzef.family.setup;

import org.jspecify.annotations.NullMarked;
