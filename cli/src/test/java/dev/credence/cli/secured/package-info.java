/** All roles and commands against a broker that speaks TLS and asks who is there. */
@NullMarked
package dev.credence.cli.secured;

import org.jspecify.annotations.NullMarked;
