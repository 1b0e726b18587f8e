/**
 * A Kafka broker (KRaft, one node) as a child JVM that dies with its parent. The schema registry beside it is in
 * {@link dev.credence.embedded.registry}.
 */
@NullMarked
package dev.credence.embedded.broker;

import org.jspecify.annotations.NullMarked;
