/**
 * An OAuth 2 and OpenID Connect provider with the demo logins. Services check its tokens exactly as
 * they check a real provider's.
 */
@NullMarked
package org.retzef.local.identity;

import org.jspecify.annotations.NullMarked;
