/**
 * What the tests of all modules share: a Kafka cluster per test JVM, fixtures and seeded generators of events, the
 * partitioners of other clients. The cluster itself is {@link dev.credence.embedded.broker} or a container.
 */
@NullMarked
package dev.credence.testkit;

import org.jspecify.annotations.NullMarked;
