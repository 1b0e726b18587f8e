/**
 * What Credence means, free of what it runs on: model, rules, evidence mathematics and stored formats. Kafka, Avro, JDBC
 * and HTTP live in the modules that follow.
 */
@NullMarked
package dev.credence.core;

import org.jspecify.annotations.NullMarked;
