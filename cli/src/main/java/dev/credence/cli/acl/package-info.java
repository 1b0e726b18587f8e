/** What each role needs to be allowed on a cluster with an authorizer. Topics themselves are in the schemas' catalogue. */
@NullMarked
package dev.credence.cli.acl;

import org.jspecify.annotations.NullMarked;
