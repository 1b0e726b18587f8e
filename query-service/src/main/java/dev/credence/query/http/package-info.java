/**
 * The service over HTTP: routes, parameters, statuses and problem documents. The only package of this module that sees
 * the HTTP library; what is answered comes from {@link dev.credence.query.read}.
 */
@NullMarked
package dev.credence.query.http;

import org.jspecify.annotations.NullMarked;
