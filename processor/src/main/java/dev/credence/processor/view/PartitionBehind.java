package dev.credence.processor.view;

/** How many records of one partition the view does not show yet, as far as is known. */
public record PartitionBehind(String topic, int partition, long records) {}
