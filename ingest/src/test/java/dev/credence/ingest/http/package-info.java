/** Tests of the writing routes, over sockets, with a real broker behind them. */
@NullMarked
package dev.credence.ingest.http;

import org.jspecify.annotations.NullMarked;
