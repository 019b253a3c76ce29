/** Rights: screened, in process, taken up; the legal line. */
@NullMarked
package org.retzef.reporting.takeup;

import org.jspecify.annotations.NullMarked;
