/**
 * Which track suits a family, for its poverty and for its children's risk: ranked, with a reason
 * for every criterion and with free seats. What is unknown is to be asked; it is not a no.
 */
@NullMarked
package org.retzef.family.fit;

import org.jspecify.annotations.NullMarked;
