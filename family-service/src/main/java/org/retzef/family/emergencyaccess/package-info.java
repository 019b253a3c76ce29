/**
 * A case worker who must know now opens one family of another department for three hours, for
 * reading; that department sees who did and why.
 */
@NullMarked
package org.retzef.family.emergencyaccess;

import org.jspecify.annotations.NullMarked;
