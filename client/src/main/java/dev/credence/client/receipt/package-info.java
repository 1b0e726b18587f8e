/** What this client wrote: who waits for an acknowledgement, what failed, and which receipts reads have to show. */
@NullMarked
package dev.credence.client.receipt;

import org.jspecify.annotations.NullMarked;
