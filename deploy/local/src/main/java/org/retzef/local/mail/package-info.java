/**
 * A mail server for one computer: it takes every mail over SMTP, delivers none, and shows them on a
 * page. An address that begins with {@code unknown} is refused for good, one that begins with
 * {@code later} for now.
 */
@NullMarked
package org.retzef.local.mail;

import org.jspecify.annotations.NullMarked;
