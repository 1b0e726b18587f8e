package dev.credence.query.read;

/** What one codec made of the parts of bodies since the process began. */
public record CodecBytes(String codec, long originalBytes, long storedBytes) {}
