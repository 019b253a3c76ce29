/** What a connection may take before it has said what it wants: little time, and few bytes. */
@NullMarked
package org.retzef.gateway.connection;

import org.jspecify.annotations.NullMarked;
