/**
 * Benchmarks of the service over real sockets: what a read costs beside a handler that always answers the same, and what
 * becomes of good requests when too many come. The load is made by {@link dev.credence.bench.http.HttpLoad}.
 */
@NullMarked
package dev.credence.bench.http;

import org.jspecify.annotations.NullMarked;
