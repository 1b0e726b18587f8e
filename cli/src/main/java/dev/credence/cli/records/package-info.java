/**
 * The records of the topics, looked at: read without a group, decoded as far as they can be, shown as JSON. Who decides by
 * them is the processor.
 */
@NullMarked
package dev.credence.cli.records;

import org.jspecify.annotations.NullMarked;
