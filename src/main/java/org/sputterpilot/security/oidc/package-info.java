/** Sign-in by the site's own identity service: the one room that speaks OpenID Connect, loaded when it is set up. */
package org.sputterpilot.security.oidc;
