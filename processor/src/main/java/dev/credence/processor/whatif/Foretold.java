package dev.credence.processor.whatif;

/**
 * How well a way foretold the outcomes.
 *
 * @param logLoss mean of −ln of the probability that was given to what came; less is better, 0.693 is a coin
 * @param brier mean of the squared error of the probability; less is better, 0.25 is a coin
 */
public record Foretold(Way way, long outcomes, double logLoss, double brier) {}
