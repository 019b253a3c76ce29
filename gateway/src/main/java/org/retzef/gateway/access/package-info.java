/**
 * Who may pass: paths that can be read in one way only, tokens that a known key signed. Each
 * service asks again; here it is asked first, so that what is plainly wrong costs a service
 * nothing.
 */
@NullMarked
package org.retzef.gateway.access;

import org.jspecify.annotations.NullMarked;
