package dev.credence.query.http;

import dev.credence.query.read.PatternReads;
import dev.credence.query.read.ServingStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;

/**
 * What the server serves from.
 *
 * @param status of the process's other roles
 * @param registry what {@code /metrics} shows, and where the server's own figures go
 * @param clock the time that confidence is computed for
 */
public record Served(PatternReads reads, ServingStatus status, PrometheusMeterRegistry registry, InstantSource clock) {}
