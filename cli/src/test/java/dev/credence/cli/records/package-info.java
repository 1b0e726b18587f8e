/** What commands read of the topics, and publish again, on a broker that runs. */
@NullMarked
package dev.credence.cli.records;

import org.jspecify.annotations.NullMarked;
