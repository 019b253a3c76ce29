/**
 * The one door to the five services: it routes, checks tokens and keeps a sick service from making
 * the others sick. It knows paths, never what they mean.
 */
@NullMarked
package org.retzef.gateway;

import org.jspecify.annotations.NullMarked;
