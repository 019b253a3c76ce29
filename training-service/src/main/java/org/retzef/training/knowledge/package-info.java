/** What workers are to know in an emergency: guides by phase, and always the version of the day. */
@NullMarked
package org.retzef.training.knowledge;

import org.jspecify.annotations.NullMarked;
