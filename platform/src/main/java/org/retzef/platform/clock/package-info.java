/** What day it is: one clock for a service, which a demonstration may move. */
@NullMarked
package org.retzef.platform.clock;

import org.jspecify.annotations.NullMarked;
