/**
 * The families that this service knows of: where they belong and how many they are, as
 * family-service tells it. Who they are is not here.
 */
@NullMarked
package org.retzef.rights.family;

import org.jspecify.annotations.NullMarked;
