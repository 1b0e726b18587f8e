package dev.credence.core.rules;

/**
 * One broken rule.
 *
 * @param detail for people: which value, what is allowed
 */
public record Refusal(Reason reason, String detail) {}
