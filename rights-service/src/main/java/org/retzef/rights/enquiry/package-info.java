/**
 * The legal line for workers and the hotline for clients: how often they are asked, about what, how
 * soon they answer and what comes of it. What was asked is not kept.
 */
@NullMarked
package org.retzef.rights.enquiry;

import org.jspecify.annotations.NullMarked;
