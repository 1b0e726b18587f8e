package dev.credence.bench.hostile;

/** What is wrong with a record. */
enum Harm {
    /** Nothing, so that there is something to protect. */
    NONE,
    RANDOM_BYTES,
    TRUNCATED,
    TRAILING_BYTES,
    FLIPPED_BIT,
    WRONG_MAGIC,
    UNKNOWN_SCHEMA,
    SCHEMA_OF_THE_OTHER_EVENT,
    NO_KEY,
    OTHER_KEY,
    BAD_ID,
    BAD_WEIGHT,
    BAD_TIME,
    BAD_TEXT,
    CLAIMED_LENGTH,
    MANY_BLOCKS,
    NOT_A_NUMBER_IN_A_VECTOR,
    BAD_PRIOR,
    TOMBSTONE,
    OUTCOME_BEFORE_ITS_PATTERN,
    REPEATED_EVENT_ID,
    /** Seldom: a mebibyte each. */
    HUGE
}
