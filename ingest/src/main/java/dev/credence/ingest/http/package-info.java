/**
 * The writing routes over HTTP: they publish, wait for Kafka's word and answer with receipts. Reading is served by
 * another module, on the same port or its own.
 */
@NullMarked
package dev.credence.ingest.http;

import org.jspecify.annotations.NullMarked;
