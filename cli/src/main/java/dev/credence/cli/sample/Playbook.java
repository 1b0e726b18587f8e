package dev.credence.cli.sample;

import java.util.List;

/** The words from which sample patterns are put together. */
final class Playbook {
    /** What agents work on; part of an id. */
    static final List<String> AREAS =
            List.of("payments", "search", "checkout", "billing", "mobile", "infra", "docs", "data", "auth", "frontend");

    /** One kind of advice: the pattern's type, the last part of its id, and its text with the area as %s. */
    record Advice(String type, String name, String text) {}

    static final List<Advice> ADVICE = List.of(
            new Advice(
                    "strategy",
                    "failing-test-first",
                    "Before touching %s code, write the test that shows the bug and watch it fail. Then change the least"
                            + " that makes it pass. Fixes that began with a failing test came back less often."),
            new Advice(
                    "strategy",
                    "read-callers",
                    "When a function in %s changes its contract, list every caller before editing. Three of four broken"
                            + " builds in this area came from a caller that nobody had opened."),
            new Advice(
                    "strategy",
                    "small-diff",
                    "Keep a change to %s under 150 lines; split what is larger. Reviews of small changes end on the same"
                            + " day, and reverts are rare."),
            new Advice(
                    "strategy",
                    "bisect-before-guessing",
                    "For a regression in %s, bisect to the commit before forming a theory. Theories without a commit"
                            + " were wrong more often than right."),
            new Advice(
                    "strategy",
                    "ask-when-ambiguous",
                    "If a %s ticket can be read in two ways, ask one question and wait. Guessing saved an hour and cost a"
                            + " day."),
            new Advice(
                    "tool",
                    "ripgrep-then-open",
                    "In %s, search with ripgrep first and open only the files that match; opening whole directories fills"
                            + " the context and loses the thread."),
            new Advice(
                    "tool",
                    "typecheck-each-edit",
                    "Run the type checker after each edit in %s rather than at the end: errors stay next to their cause."),
            new Advice(
                    "tool",
                    "dry-run-migrations",
                    "Run every %s migration with --dry-run against a copy and read the plan aloud in the summary."),
            new Advice(
                    "tool",
                    "flaky-test-retry",
                    "Retry a red %s test once; if it passes, file it as flaky with the seed and go on. Do not retry twice."),
            new Advice(
                    "tool",
                    "cached-dependency-index",
                    "Use the cached dependency index for %s instead of resolving afresh. Fast while the index is young;"
                            + " stale entries mislead."),
            new Advice(
                    "prompt",
                    "plan-then-code",
                    "Ask for a numbered plan for the %s task, check it against the ticket, and only then for code. Plans"
                            + " that named files were followed; plans that named intentions were not."),
            new Advice(
                    "prompt",
                    "show-two-examples",
                    "Give two examples of the wanted %s output, one ordinary and one at the edge. A third adds length and"
                            + " no accuracy."),
            new Advice(
                    "prompt",
                    "state-the-invariant",
                    "Say what must stay true in %s (\"no request is charged twice\") before saying what to do."),
            new Advice(
                    "prompt",
                    "quote-the-error",
                    "Paste the exact error text from %s, never a paraphrase; the model matches on words that a summary"
                            + " drops."),
            new Advice(
                    "recipe",
                    "retry-with-backoff",
                    "Wrap calls out of %s in three attempts with exponential backoff and jitter, and only where the"
                            + " operation is idempotent."),
            new Advice(
                    "recipe",
                    "feature-flag-rollout",
                    "Ship a %s change dark behind a flag, 1 %% for an hour, 10 %% for a day, then all. Keep the flag for"
                            + " one release."),
            new Advice(
                    "recipe",
                    "backfill-in-batches",
                    "Backfill %s tables in batches of 1,000 ordered by primary key, with a checkpoint after each: a stop"
                            + " costs one batch."),
            new Advice(
                    "recipe",
                    "pin-then-upgrade",
                    "Upgrade %s dependencies one at a time with the old version pinned in the commit before, so that a"
                            + " revert is one line."),
            new Advice(
                    "fix",
                    "timezone-utc",
                    "Dates off by one in %s: store UTC instants, format at the edge, and test with a zone east of"
                            + " Greenwich."),
            new Advice(
                    "fix",
                    "n-plus-one",
                    "Slow lists in %s are mostly one query a row. Join or batch by id; look at the query log, not at the"
                            + " code."),
            new Advice(
                    "fix",
                    "null-from-cache",
                    "A null from the %s cache after deploys: the key format changed. Version the key and let the old"
                            + " entries expire."),
            new Advice(
                    "fix",
                    "deadlock-lock-order",
                    "Deadlocks in %s: take row locks in primary-key order everywhere. Retrying hides it until traffic"
                            + " doubles."));

    private Playbook() {}
}
