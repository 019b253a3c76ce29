/**
 * Turns every refusal, fault and failure into one kind of answer: RFC 9457 problem details in
 * Hebrew, Arabic or English. Also reads request bodies, because only there can all faults be told
 * at once, and parameters, as strictly.
 */
@NullMarked
package org.retzef.platform.problem;

import org.jspecify.annotations.NullMarked;
