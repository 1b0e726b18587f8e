package dev.credence.schemas.topic;

/**
 * Something about a topic that keeps Credence from using it.
 *
 * @param cause what, which, and why it matters
 * @param remedy what to do
 */
public record TopicProblem(String topic, String cause, String remedy) {
    @Override
    public String toString() {
        return cause + "; " + remedy;
    }
}
