/**
 * What calls of the client answer and how they fail, and the two halves that it is assembled from: one that reads, one
 * that writes. Who reads and writes how is in the packages beside this one.
 */
@NullMarked
package dev.credence.client.contract;

import org.jspecify.annotations.NullMarked;
